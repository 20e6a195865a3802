# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sample programs say, one module an idea; ../make-samples.py writes it down."""
