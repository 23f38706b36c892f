"""The roles that the nesting tells apart, each group by what it may hold or stand in."""

from __future__ import annotations

from indexer.reports.labelling.vocabulary import Role

#: Outermost first; where nothing else says more, a heading ends those of its own rank and below.
RANK = {
    Role.TITLE: 0, Role.CHAPTER: 1, Role.SUMMARY: 1, Role.APPENDIX: 1, Role.GLOSSARY: 1,
    Role.CONTENTS: 1, Role.CHROME: 1, Role.AREA: 2, Role.UMBRELLA: 3, Role.SECTION: 3,
    Role.CONTEXT: 4, Role.ABOUT: 4, Role.CATEGORY: 4, Role.REMEDY: 4, Role.GRADE: 4,
    Role.SPREAD: 4, Role.TABLE: 4, Role.BOX: 5, Role.STORY: 5, Role.NUMBERED: 5,
}  # fmt: skip
#: Roles whose sections a container ends. An area is not ended by the box around its heading.
BOXED = (Role.CATEGORY, Role.BOX, Role.STORY, Role.NUMBERED, Role.REMEDY)
BOXES = (Role.BOX, Role.STORY, Role.NUMBERED)
CATEGORIES = (Role.CATEGORY, Role.REMEDY)
#: What stands beside a category and never in it, however small its heading is set.
NOT_IN_CATEGORIES = (Role.CATEGORY, Role.CONTEXT, Role.ABOUT, Role.UMBRELLA)
CHAPTERS = (
    Role.CHAPTER, Role.SUMMARY, Role.APPENDIX, Role.GLOSSARY, Role.CONTENTS,
)  # fmt: skip
#: What stands before the first numbered chapter and not around it.
INTRODUCING = (Role.CHAPTER, Role.SUMMARY)
#: Sections that a heading on their own level ends, whatever it opens.
SIDE_BY_SIDE = (Role.UMBRELLA, Role.SECTION)
#: What reports number: their chapters and sections, whatever they open.
NUMBERED_BY = (
    Role.CHAPTER, Role.SUMMARY, Role.APPENDIX, Role.GLOSSARY, Role.AREA, Role.UMBRELLA,
    Role.SECTION, Role.CONTEXT, Role.ABOUT, Role.CATEGORY, Role.REMEDY,
)  # fmt: skip
#: What the print names a subject of the report by.
SUBJECTS = (Role.AREA, Role.SECTION)
