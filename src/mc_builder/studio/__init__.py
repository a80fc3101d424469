"""The project in the browser: read, edited in place, built; on this machine and for it alone.

Nothing below knows of it. What it writes goes through `editing`, file by file, each whole or not
at all, and never over what somebody else saved in the meantime.
"""
