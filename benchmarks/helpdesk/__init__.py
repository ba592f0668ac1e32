"""Intake beside the e-mail intake of django-helpdesk, the same texts on the same server in the same run."""
