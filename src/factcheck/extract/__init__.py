"""Documents in, Statements out."""
