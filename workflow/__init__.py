"""The Django project: one app per wing."""
