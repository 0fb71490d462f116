"""Pictures of a migration: drawn by matplotlib, as PNG or within a page of HTML.

style.py ──► heatmap.py, flows.py ──► figure.py ──► page.py
"""
