from django.urls import path

from workflow.review import catalogue_views, views

app_name = "review"
urlpatterns = [
    path("versions/<int:pk>/languages/", views.languages, name="languages"),
    path("versions/<int:pk>/open/", views.open_language, name="open"),
    path("translations/<int:pk>/", views.desk, name="desk"),
    path("translations/<int:pk>/assign/", views.assign, name="assign"),
    path("translations/<int:pk>/drafts/", views.want_drafts, name="drafts"),
    path("translations/<int:pk>/progress/", views.progress, name="progress"),
    path("translations/<int:pk>/hand-over/", views.hand_over, name="hand-over"),
    path("translations/<int:pk>/finish/", views.finish, name="finish"),
    path("translations/<int:pk>/send-back/", views.send_back, name="send-back"),
    path("translations/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("translations/<int:pk>/take-back/", views.take_back, name="take-back"),
    path("translations/<int:pk>/catalogue.po", catalogue_views.catalogue, name="catalogue"),
    path("translations/<int:pk>/catalogue/", catalogue_views.take_catalogue, name="take-catalogue"),
    path("catalogues/<int:pk>/", catalogue_views.catalogue_file, name="catalogue-file"),
    path("catalogues/<int:pk>/as-it-came/", catalogue_views.catalogue_data, name="catalogue-data"),
    path("messages/<int:pk>/save/", views.save, name="save"),
    path("messages/<int:pk>/approve/", views.approve, name="approve"),
    path("messages/<int:pk>/return/", views.return_text, name="return"),
    path("messages/<int:pk>/texts/", views.texts, name="texts"),
    path("texts/<int:pk>/again/", views.again, name="again"),
]
