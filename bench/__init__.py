"""What miniprog costs, measured against its peers on the same machine in the same run."""
