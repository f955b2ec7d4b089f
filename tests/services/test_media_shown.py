"""Pictures all the way: found by the import, drawn by the preview, and written where they lay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from fonds.services.previewing import Look, Previewer, media_reference
from services.site import import_site, post_named

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20

SHOWN = [
    ("hexo", "source/_posts/a.md", "{% img left /img/a.png 300 Title %}", "source/img/a.png"),
    ("hexo", "source/_posts/a.md", '{% asset_img "my walk.png" %}', "source/_posts/a/my walk.png"),
    ("hexo", "source/_posts/a.md", "![x]({% asset_path b.png %})", "source/_posts/a/b.png"),
    ("hexo", "source/_posts/a.md", '<img src="{% asset_path b.png %}">', "source/_posts/a/b.png"),
    ("hugo", "content/a.md", '{{< img src="b.jpg" >}}', "content/b.jpg"),
    ("hugo", "content/a.md", "{{< image b.jpg >}}", "content/b.jpg"),
    ("hugo", "content/a.md", "{{< figure src=`/img/a.png` caption='x' >}}", "static/img/a.png"),
    ("hugo", "content/a.md", "{{< figure src=/img/a.png >}}", "static/img/a.png"),
    ("docusaurus", "blog/2020-01-02-a.mdx", "import x from './b.png';\n\n<img src={x} />", "blog/b.png"),
    ("docusaurus", "blog/2020-01-02-a.mdx", "<img src={require('./b c.png').default} />", "blog/b c.png"),
    ("docusaurus", "blog/2020-01-02-a.mdx", "![x](@site/static/b.png)", "static/b.png"),
    ("jekyll", "_posts/2020-01-02-a.md", '<img src="{{ "/img/a.png" | relative_url }}">', "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", "![x]({{ '/img/a.png' | absolute_url }})", "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", '<img src="{{ site.baseurl }}/img/a.png">', "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", "![x]({% link img/a.png %})", "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", "![x][w]\n\n[w]: /img/a.png", "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", "![x][w]\n\n[w]: {{ site.baseurl }}/img/a.png", "img/a.png"),
    ("jekyll", "_posts/2020-01-02-a.md", r"![x](/img/my\_a.png)", "img/my_a.png"),
    ("pelican", "content/w/a.md", "![x]({static}/images/x.png)", "content/images/x.png"),
    ("pelican", "content/w/a.md", "![x]({attach}y.png)", "content/w/y.png"),
    ("pelican", "content/w/a.md", "![x](|filename|/images/x.png)", "content/images/x.png"),
    ("obsidian", "Notes/a.md", "![[a b.png|300]]", "Files/a b.png"),
    ("obsidian", "Notes/a.md", "| a |\n|---|\n| ![[a.png\\|30]] |", "Files/a.png"),
    ("folder", "a.md", "![x](b c.png)", "b c.png"),
    ("folder", "a.md", "[![x](s&amp;t.png)](big.png)", "s&t.png"),
    ("folder", "a.md", '<picture><source srcset="s.png 2x"><img src="图%201.png"></picture>', "图 1.png"),
    ("folder", "a.html", '<p><img src="x&amp;y.png"></p>', "x&y.png"),
    ("folder", "a.html", '<video poster="x.png"></video>', "x.png"),
]


@pytest.mark.parametrize(
    ("generator", "path", "body", "file"), SHOWN, ids=[f"{row[0]}-{row[2]}" for row in SHOWN]
)
def test_a_picture_is_kept_drawn_and_given_back(
    generator: str, path: str, body: str, file: str, archive: Archive, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    text = "Title: x\n\n" if generator == "pelican" else "---\ntitle: x\n---\n"
    files = {path: f"{text}{body}\n".encode(), file: PNG, "pelicanconf.py": b"PATH = 'content'\n"}
    for name, data in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    import_site(archive, site, ImportSettings(generator=generator))
    post = post_named(archive, path)
    previewer = Previewer()
    try:
        html = previewer.render_post(archive, post, Look()).html
    finally:
        previewer.close()
    asked = re.findall(r'(?:src|poster)="(post:[^"]*)"', html)
    drawn = [previewer.find_media(archive, post, media_reference(address) or "") for address in asked]
    assert drawn == [(PNG, "image/png")], html
    exporting.export_posts(archive, tmp_path / "out", None, "", ignore_progress, CancelToken())
    assert (tmp_path / "out" / file).read_bytes() == PNG
