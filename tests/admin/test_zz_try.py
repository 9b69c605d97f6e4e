def test_try(client, alice, publish, orm):
    client.force_login(alice)
    e=publish("Headline here","<p>body</p>")
    r=client.get(f"/admin/columns/entry/{e.pk}/change/").content.decode()
    i=r.index('object-tools"'); print(r[i:i+2500])
