"""What is proven by many repetitions: `./start prove`."""
