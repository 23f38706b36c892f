"""What is known of a word by itself: is it English, a place, a slip, a denial, a noun of doing?"""
