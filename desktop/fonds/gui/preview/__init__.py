"""What shows a page: one small interface, and two engines behind it. No engine ever loads anything but the archive's."""
