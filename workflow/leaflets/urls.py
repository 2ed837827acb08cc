app_name = "leaflets"
urlpatterns: list = []
