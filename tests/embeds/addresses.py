"""Addresses as editors paste them, by provider, and the one that each is known by."""

from __future__ import annotations

X = "https://x.com/Reporter_Kyiv/status/1585841080431321088"
BLUESKY = "https://bsky.app/profile/desk.example.org/post/3kf4h2abcxy2z"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
MASTODON = "https://social.example.org/@Reporter/109372843234738291"
TELEGRAM = "https://t.me/astrapress/69491"
YOUTUBE = "https://www.youtube.com/watch?v=gfnJ07iJv3M"
TIKTOK = "https://www.tiktok.com/@scout.2015/video/6718335390845095173"
EPISODE = "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"

#: provider -> (pasted, canonical)
KNOWN: dict[str, list[tuple[str, str]]] = {
    "x": [
        (X, X),
        ("https://twitter.com/Reporter_Kyiv/status/1585841080431321088?s=20&t=abcDEF", X),
        ("http://mobile.twitter.com/Reporter_Kyiv/status/1585841080431321088", X),
        ("https://www.x.com/Reporter_Kyiv/status/1585841080431321088/photo/1", X),
        ("https://X.COM./Reporter_Kyiv/statuses/1585841080431321088/", X),
        ("https://x.com:443/Reporter_Kyiv/status/1585841080431321088#m", X),
        ("https://x.com/i/web/status/1585841080431321088", "https://x.com/i/status/1585841080431321088"),
        ("https://x.com/i/status/20", "https://x.com/i/status/20"),
    ],
    "bluesky": [
        (BLUESKY, BLUESKY),
        ("https://bsky.app/profile/Desk.Example.org/post/3kf4h2abcxy2z?ref_src=embed", BLUESKY),
        (f"https://bsky.app/profile/{DID}/post/3kf4", f"https://bsky.app/profile/{DID}/post/3kf4"),
        (f"https://bsky.app/profile/{DID.replace(':', '%3A')}/post/3kf4", f"https://bsky.app/profile/{DID}/post/3kf4"),
    ],
    "mastodon": [
        (MASTODON, MASTODON),
        ("https://social.example.org/users/Reporter/statuses/109372843234738291", MASTODON),
        ("https://social.example.org/web/@Reporter/109372843234738291", MASTODON),
        ("https://home.example/@who@far.example/1093", "https://home.example/@who@far.example/1093"),
        ("https://мастодон.рф/@ivan/12", "https://xn--80aiwgdbsi.xn--p1ai/@ivan/12"),
    ],
    "telegram": [
        (TELEGRAM, TELEGRAM),
        ("https://t.me/s/astrapress/69491", TELEGRAM),
        ("https://telegram.me/astrapress/69491?single", TELEGRAM),
        ("http://t.me/astrapress/69491?comment=77", TELEGRAM),
        ("https://t.me/astrapress/5/69491", TELEGRAM),
    ],
    "facebook": [
        ("https://www.facebook.com/desk/posts/1015", "https://www.facebook.com/desk/posts/1015"),
        (
            "https://m.facebook.com/desk/posts/pfbid02abcDEFghij12?mibextid=x",
            "https://www.facebook.com/desk/posts/pfbid02abcDEFghij12",
        ),
        ("https://www.facebook.com/desk/posts/a-title/1015", "https://www.facebook.com/desk/posts/a-title/1015"),
        ("https://www.facebook.com/groups/77/posts/88/", "https://www.facebook.com/groups/77/posts/88/"),
        (
            "https://m.facebook.com/story.php?story_fbid=12&id=34&fbclid=x",
            "https://www.facebook.com/permalink.php?story_fbid=12&id=34",
        ),
        ("https://www.facebook.com/watch/?v=123&ref=sharing", "https://www.facebook.com/watch?v=123"),
        ("https://www.facebook.com/desk/videos/1234567/", "https://www.facebook.com/desk/videos/1234567/"),
        ("https://www.facebook.com/reel/1234567", "https://www.facebook.com/reel/1234567"),
        ("https://www.facebook.com/share/p/1AbCdEf/", "https://www.facebook.com/share/p/1AbCdEf/"),
        ("https://www.facebook.com/photo/?fbid=12&set=a.1", "https://www.facebook.com/photo?fbid=12"),
    ],
    "instagram": [
        ("https://www.instagram.com/p/CmUv48DLvxd/?igsh=MTc4&img_index=1", "https://www.instagram.com/p/CmUv48DLvxd/"),
        ("https://instagram.com/desk.kyiv/p/CmUv48DLvxd", "https://www.instagram.com/p/CmUv48DLvxd/"),
        ("https://www.instagram.com/reels/CmUv48DLvxd/", "https://www.instagram.com/reel/CmUv48DLvxd/"),
        ("https://www.instagram.com/tv/CmUv48DLvxd/embed/captioned/", "https://www.instagram.com/reel/CmUv48DLvxd/"),
    ],
    "tiktok": [
        (f"{TIKTOK}?is_from_webapp=1&sender_device=pc", TIKTOK),
        ("https://m.tiktok.com/v/6718335390845095173.html", "https://www.tiktok.com/@/video/6718335390845095173"),
        ("https://www.tiktok.com/embed/v2/6718335390845095173", "https://www.tiktok.com/@/video/6718335390845095173"),
    ],
    "youtube": [
        (YOUTUBE, YOUTUBE),
        ("https://youtu.be/gfnJ07iJv3M?si=VMy4ebhXK1MYkSKS", YOUTUBE),
        ("https://m.youtube.com/watch?app=desktop&v=gfnJ07iJv3M&feature=share", YOUTUBE),
        ("https://www.youtube.com/shorts/gfnJ07iJv3M?feature=share", YOUTUBE),
        ("https://www.youtube.com/live/gfnJ07iJv3M?si=x", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/gfnJ07iJv3M", YOUTUBE),
        ("HTTP://YouTube.com/embed/gfnJ07iJv3M", YOUTUBE),
        ("https://www.youtube.com/watch?v=gfnJ07iJv3M&t=1s", f"{YOUTUBE}&t=1s"),
        ("https://youtu.be/gfnJ07iJv3M?t=1h2m3s", f"{YOUTUBE}&t=3723s"),
        ("https://ｙｏｕｔｕｂｅ.com/watch?v=gfnJ07iJv3M", YOUTUBE),
    ],
    "vimeo": [
        ("https://vimeo.com/76979871?share=copy", "https://vimeo.com/76979871"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871"),
        ("https://vimeo.com/showcase/123/video/76979871", "https://vimeo.com/76979871"),
    ],
    "soundcloud": [
        ("https://soundcloud.com/desk/episode-12?si=a&utm_source=clipboard", "https://soundcloud.com/desk/episode-12"),
        ("https://m.soundcloud.com/desk/sets/autumn", "https://soundcloud.com/desk/sets/autumn"),
        ("https://soundcloud.com/desk/private/s-AbCdE", "https://soundcloud.com/desk/private/s-AbCdE"),
    ],
    "spotify": [
        (f"{EPISODE}?si=abc", EPISODE),
        ("https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk", EPISODE),
        ("https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk?utm_source=generator", EPISODE),
    ],
    "media": [
        ("https://cdn.example.org/ep/12.mp3?utm_source=x&key=1#t=3", "https://cdn.example.org/ep/12.mp3?key=1"),
        ("https://cdn.example.org/Air_raid.M4A", "https://cdn.example.org/Air_raid.M4A"),
        *[(url, url) for end in ("ogg", "opus", "wav", "mp4", "webm") for url in (f"https://e.org/a.{end}",)],
        ("http://e.org:8080/a.mp3", "http://e.org:8080/a.mp3"),
    ],
    "pdf": [
        ("https://example.org/files/report.pdf?fbclid=1#page=3", "https://example.org/files/report.pdf#page=3"),
        ("https://example.org/Приказ.PDF", "https://example.org/%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7.PDF"),
    ],
    "link": [
        (
            "https://www.bbc.com/russian/articles/cx2l23x5nydo?ocid=wsrussian.social.in-app-messaging.telegram",
            "https://www.bbc.com/russian/articles/cx2l23x5nydo",
        ),
        ("https://e.org/?a=1&utm_source=x&b=%20&fbclid=2&yclid=3", "https://e.org/?a=1&b=%20"),
        ("https://e.org", "https://e.org/"),
        ("http://e.org:80/a?", "http://e.org/a"),
        ("https://e.org:8443/a", "https://e.org:8443/a"),
        ("https://deepstatemap.live/#12/47.99/37.23", "https://deepstatemap.live/#12/47.99/37.23"),
        ("https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("https://bit.ly/bbcrussian", "https://bit.ly/bbcrussian"),
        ("https://e.org/100%", "https://e.org/100%"),
    ],
}

#: Of a known site, but nothing that its provider shows: a link card.
PLAIN_LINKS = [
    "https://x.com/Reporter_Kyiv",
    "https://x.com/Reporter_Kyiv/status/abc",
    "https://x.com/Reporter_Kyiv/status/1585841080431321088/likes",
    "https://x.com/search?q=kyiv",
    "https://help.x.com/a/status/1",
    "https://bsky.app/profile/desk.example.org",
    "https://bsky.app/profile/nodots/post/3kf4",
    "https://social.example.org/@Reporter",
    "https://social.example.org/@Reporter/109/reblogs",
    "https://social.example.org:3000/@Reporter/109",
    "https://medium.example/@author/a-story-4f2e",
    "https://localhost/@a/1",
    "https://t.me/provereno_media",
    "https://t.me/c/1234567890/12",
    "https://t.me/joinchat/12345",
    "https://t.me/s/astrapress?before=5",
    "https://t.me/+AbCdEf",
    "https://www.facebook.com/desk",
    "https://www.facebook.com/watch/?v=abc",
    "https://www.facebook.com/permalink.php?id=3",
    "https://fb.watch/abc123/",
    "https://www.instagram.com/desk/",
    "https://www.instagram.com/explore/tags/kyiv/",
    "https://www.tiktok.com/@scout.2015",
    "https://vm.tiktok.com/ZMabc/",
    "https://www.youtube.com/@channel",
    "https://www.youtube.com/playlist?list=PL123",
    "https://www.youtube.com/watch?v=gfnJ07iJv3M__",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=../../../..",
    "https://youtu.be/",
    "https://vimeo.com/ondemand/film",
    "https://vimeo.com/blog/post/a",
    "https://soundcloud.com/desk",
    "https://soundcloud.com/desk/likes",
    "https://soundcloud.com/you/library",
    "https://open.spotify.com/search/a",
    "https://open.spotify.com/episode/short",
    "https://commons.example/wiki/File:Speech.ogg",
    "https://commons.example/wiki/File:Order.pdf",
    "https://e.org/mp3",
    "https://e.org/.mp3",
    "https://e.org/a.mp3/",
    "https://e.org/a?file=b.pdf",
    "https://www.openstreetmap.org/",
    "https://www.openstreetmap.org/#map=12/91/30",
    "https://www.google.com/search?q=50.45,30.52",
    "https://www.google.com/maps",
    "https://www.google.com/maps/place/Kyiv",
    "https://maps.app.goo.gl/AbCd",
    "https://wikimapia.org/1234/en/Name",
]

#: (pasted, provider, latitude, longitude, zoom, title)
MAPS = [
    ("https://www.openstreetmap.org/#map=14/50.4501/30.5234", "openstreetmap", 50.4501, 30.5234, 14, ""),
    ("https://www.openstreetmap.org/?mlat=-1.5&mlon=30.25#map=9/1/2&layers=N", "openstreetmap", -1.5, 30.25, 9, ""),
    ("https://www.openstreetmap.org/way/123#map=17/0/0.5", "openstreetmap", 0, 0.5, 17, ""),
    ("https://osm.org/go/0EEQjE--", "openstreetmap", 51.510773, 0.054932, 9, ""),
    ("https://www.google.com/maps/@50.4501,30.5234,12.5z", "google_maps", 50.4501, 30.5234, 12, ""),
    ("https://www.google.com.ua/maps/@50.4501,30.5234,1070m/data=!3m1!1e3", "google_maps", 50.4501, 30.5234, 17, ""),
    (
        "https://www.google.com/maps/place/Maidan+Square/@50.40,30.50,15z/data=!4m5!3m4!1s0x0!8m2!3d50.45!4d30.52",
        *("google_maps", 50.45, 30.52, 15, "Maidan Square"),
    ),
    ("https://maps.google.com/?q=50.45,30.52&z=9&utm_source=x", "google_maps", 50.45, 30.52, 9, ""),
    ("https://www.google.com/maps/search/?api=1&query=33.51%2C36.29", "google_maps", 33.51, 36.29, 12, ""),
    ("https://www.google.com/maps/search/33.51,+36.29", "google_maps", 33.51, 36.29, 12, ""),
    ("http://wikimapia.org/#lang=ru&lat=48.0159&lon=37.8028&z=12&m=b", "wikimapia", 48.0159, 37.8028, 12, ""),
]
