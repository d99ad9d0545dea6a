"""What people may ask about their own data, and how it is carried out; how long what is kept stays."""
