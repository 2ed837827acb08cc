from django.urls import path

from workflow.families import views

app_name = "families"
urlpatterns = [path("<str:tag>/ask/call/", views.ask_call, name="ask-call")]
