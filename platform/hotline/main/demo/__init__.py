"""The demo city: a city with three counties, people, seats, numbers, queues and flows. Made by ``manage.py demo_seed``."""
