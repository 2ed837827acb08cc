"""How gunicorn serves Polyleaf, wherever it is started from this folder: `gunicorn workflow.wsgi`."""

worker_class = "gthread"
threads = 8
# Its control socket would stand in the home folder, one for all sites of an account. Nobody here needs it.
control_socket_disable = True
