"""What is made of a report when it is cut: findings, and what each of them asks for."""
