"""Write the bundle that a host takes, and verify one."""
