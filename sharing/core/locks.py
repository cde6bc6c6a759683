"""The numbers of every advisory lock of this product, for all three apps.

PostgreSQL knows such a lock by its number only: two kinds of work with one number wait for each other, or stop each
other, without any reason. A number that is new is not one that was given out before.
"""

PUBLICATION = 7316001  # one statement version at a time; taken by the database too, when a version is added
JOBS = 7316002  # one process does the work that happens by itself
REGISTER_IMPORT = 7316003  # workbooks follow one another
MIGRATION = 7316004  # one process changes the tables
ERASURE = 7316020  # destroying: the journal and the database agree for who takes it too
OPPOSED = 7316021  # with a group of dossiers: recording and writing an objection, none misses the other
DESCRIPTION_WORDS = 7316022  # shared by who changes a description; alone who takes new ones apart
LOG_FLOWS = 7316023  # one process lists the flows of the log
RECORDING_BY_HAND = 7316010  # who records the same in two tabs is told so in the second
