"""Many events: in several processes, in order, whatever becomes of a process."""
