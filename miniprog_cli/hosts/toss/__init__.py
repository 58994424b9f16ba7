"""Apps in Toss: HTML in Toss's web view."""
