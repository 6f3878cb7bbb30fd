"""The demo city: counties, people, seats, numbers, queues and flows. Made by ``manage.py demo_seed``."""
