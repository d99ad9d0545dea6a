"""What is published as data: the same facts as on the pages, for programs."""
