from django.urls import path

from workflow.people.views import batch, invitations, languages, people

app_name = "people"
urlpatterns = [
    path("", people.people, name="list"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/competences/", people.competences, name="competences"),
    path("<int:pk>/roles/<int:organisation>/", people.roles, name="roles"),
    path("<int:pk>/close/", people.close, name="close"),
    path("<int:pk>/reopen/", people.reopen, name="reopen"),
    path("invite/", invitations.invite, name="invite"),
    path("invite/file/", batch.upload, name="csv"),
    path("invite/file/confirm/", batch.confirm, name="csv-confirm"),
    path("invitations/<int:pk>/again/", invitations.renew, name="renew"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("accept/<str:token>/", invitations.accept, name="accept"),
    path("languages/", languages.languages, name="languages"),
    path("languages/add/", languages.add, name="language-add"),
    path("languages/<str:tag>/", languages.change, name="language-change"),
]
