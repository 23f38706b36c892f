"""What do programs get? The JSON below ``/api/v1``, and its description."""
