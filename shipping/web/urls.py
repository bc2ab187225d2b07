from django.urls import path

from shipping.web.views import addresses, couriers, public_tracking

app_name = "shipping"

urlpatterns = [
    path("lacak/", public_tracking.track_search, name="track_search"),
    path("lacak/<slug:awb>/", public_tracking.track, name="track"),
    path("pengaturan/alamat/", addresses.addresses, name="addresses"),
    path("pengaturan/alamat/baru/", addresses.new_address, name="new_address"),
    path("pengaturan/alamat/tempat/", addresses.places, name="places"),
    path("pengaturan/alamat/<int:warehouse_id>/", addresses.address, name="address"),
    path("pengaturan/alamat/<int:warehouse_id>/hapus/", addresses.remove, name="remove_address"),
    path("pengaturan/alamat/<int:warehouse_id>/utama/", addresses.make_default, name="default_address"),
    path("pengaturan/ekspedisi/", couriers.couriers, name="couriers"),
    path("pengaturan/ekspedisi/<int:courier_id>/", couriers.switch, name="switch_courier"),
]
