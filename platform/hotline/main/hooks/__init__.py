"""Addresses that carriers call: each checks who calls, and takes every report any number of times in any order."""
