"""What is thrown at the door: bent values, broken bytes, and what came of them."""
