#!/bin/sh
# The job's own work. Here it only says that it was started, and with what.
echo "a.sh: process $$, arguments: $*"
