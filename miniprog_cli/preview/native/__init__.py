"""Native programs in the browser: the shell page, its scripts, and the sources it is given."""
