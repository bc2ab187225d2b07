from django.urls import path

from accounts.web.views import challenge, features, feedback, invitation, profile, senders, settings, team

urlpatterns = [
    path("masukan/", feedback.feedback, name="feedback"),
    path("pengaturan/", settings.settings_index, name="settings"),
    path("pengaturan/fitur/", features.features, name="features"),
    path(
        "pengaturan/fitur/admin/<int:sales_admin_id>/hapus/",
        features.remove_sales_admin,
        name="remove_sales_admin",
    ),
    path("pengaturan/fitur/<str:feature>/", features.switch, name="switch_feature"),
    path("pengaturan/pengirim/", senders.senders, name="senders"),
    path("pengaturan/pengirim/<int:identity_id>/", senders.sender, name="sender"),
    path("pengaturan/pengirim/<int:identity_id>/hapus/", senders.remove_sender, name="remove_sender"),
    path("pengaturan/profil/", profile.profile, name="profile"),
    path("pengaturan/tim/", team.team, name="team"),
    path("pengaturan/tim/<int:user_id>/", team.member, name="member"),
    path("pengaturan/tim/<int:user_id>/hapus/", team.remove, name="remove_member"),
    path("pengaturan/tim/undang/", team.invite, name="invite"),
    path("pengaturan/tim/undangan/<int:invitation_id>/batal/", team.uninvite, name="uninvite"),
    path("tantangan/klaim/", challenge.claim, name="claim_reward"),
    path("tantangan/mulai/", challenge.start, name="start_challenge"),
    path("undangan/<str:token>/", invitation.invitation, name="invitation"),
]
