"""What has been tried against others, as tables: addresses and URLs that lead inside."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """What stands between the spaces."""
    return text.split()


#: Addresses of which none is the public internet, by the way in which they are not.
PRIVATE = words("""
    0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255
    127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2
    172.16.0.0 172.20.10.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1
    192.168.0.0 192.168.1.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::2 fe80::1 fe80::1%eth0 febf::1 fec0::1 fc00::1 fd00:ec2::254 fdff::1 ff02::1 ff0e::1 100::1 5f00::1 4000::1
    2001:db8::1 3fff::1 3ffe::1 2001:2::1 2001:10::1 2001:20::1 2620:4f:8000::1 2606:4700::1111%1
    ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::127.0.0.1 ::8.8.8.8
    64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::10.0.0.1
    2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 2001:0:7f00:1::1 2001::1
    fe80::5efe:127.0.0.1
""")

#: What is no address, or no plain spelling of one.
ODD = [
    *words("""
    localhost 2130706433 0x7f000001 017700000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 0177.0.0.01 127.1 127.0.1 127.0.0.1. 0 1
    127.000.000.001 010.8.8.8 8.8.8.08 08.8.8.8 8.8.8 8.8.8.8.8 256.1.1.1 8.8.8.8/32 1.1.1.1,8.8.8.8 8.8.8.8:80
    ::ffff:0x7f.1 [::1] 1::2::3 ::1%lo ١٢٧.٠.٠.١ １２７.０.０.１ ①②⑦.⓪.⓪.①
"""),
    *("", " ", " 8.8.8.8", "8.8.8.8 ", "8.8.8.8\n", "8.8.8.8\0", "8. 8.8.8"),
]

PUBLIC = words("""
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
    168.63.129.15 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255
    198.20.0.0 223.255.255.255
    2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4001::1 2400:cb00::1 2c0f:fb50::1 2003::1
""")

#: Addresses that are refused from their text alone, and why. No name is looked up for any of them.
URLS: dict[str, list[str]] = {
    "malformed": [
        *words("""
            news news.example //news.example/ /path http: http:// https:///path http:/one.example http:news.example
            http://:80/ http://[::1 http://::1/ http://[news.example]/ http://news.example:x/ http://news.example:99999/
            http://news.example:-1/ http://news%2eexample/ http://127.0.0.1%00.news.example/ http:\\\\news.example/
            http://news.example\\.evil.example/ http://news..example/ http://.news.example/ http://news.exa<mple/
            http://ａ⁄b.example/ http://news.example℀/ http://xn--а.example/
        """),
        *("", " ", "http://ne ws.example/", "http://news.example/\x00a", "http://news.example/\x1b[0m"),
        *("fi\nle:///etc/passwd", "mail\nto:a@b.example", "http://☃\u202e.example/", "http://news.example/\udc80"),
        *(f"http://{'a' * 64}.example/", f"http://{'a.' * 130}example/"),
        *(f"http://news.example/{'a' * 10_000}", f"http://news.example/{'é' * 2040}"),
    ],
    "scheme": [
        *words("""
            ftp://news.example/ file:///etc/passwd FILE:///etc/passwd gopher://127.0.0.1:6379/_INFO about:blank
            dict://127.0.0.1:11211/ javascript:alert(1) data:text/html,hello mailto:desk@news.example ldap://127.0.0.1/
            jar:http://x.example!/ unix:/run/redis.sock http+unix://%2frun%2fdocker.sock/ ws://news.example/
            view-source:http://news.example/ netdoc:///etc/passwd tftp://127.0.0.1/x blob:http://news.example/1
            feed:https://news.example/
        """),
        " file:/x",
    ],
    "credentials": [
        *words("""
            http://user@news.example/ http://user:word@news.example/ http://:@news.example/ http://@news.example/
            https://www.youtube.com@evil.example/ http://news.example\\@127.0.0.1/ http://a@b@127.0.0.1/
            http://news.example:80@127.0.0.1/ http://%31@news.example/
        """),
        "http://127.0.0.1 @news.example/",
    ],
    "port": [
        *(f"http://news.example:{port}/" for port in (0, 1, 22, 25, 79, 81, 442, 444, 3306, 5432, 6379, 8000, 65535)),
        *words("http://127.0.0.1:6379/ https://news.example:8443/ http://[::1]:22/"),
    ],
    "address": [
        *(f"http://[{address}]/" for address in PRIVATE if ":" in address and "%" not in address),
        *(f"http://{address}/x?y#z" for address in PRIVATE if ":" not in address),
        *(f"https://{address}./" for address in PRIVATE if ":" not in address),
        *words("""
            http://localhost/ http://LOCALHOST/ http://localhost./ http://a.localhost/ http://router/ http://printer.local/
            http://metadata.google.internal/ http://nas.lan/ http://fritz.home.arpa/ http://db.corp.intranet/
            http://2130706433/ http://0x7f000001/ http://017700000001/ http://0x7f.1/ http://0177.0.0.1/ http://127.1/
            http://127.0.1/ http://0/ http://0x/ http://127.000.000.001/ http://8.8.8.08/ http://8.8.8/ http://256.1.1.1/
            http://news.example.1/ http://news.0x7f/ http://１２７.０.０.１/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/
            http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://0xa9fea9fe/ http://169.254.43518/ http://425.510.425.510/
            http://0251.0376.0251.0376/
        """),
    ],
}
