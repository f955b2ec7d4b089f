"""Which reference means which file, dialect by dialect: in the marks of a text, in its HTML, and in its header."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.problems import ProblemKind
from importers.sites import read_site, write

PNG = b"\x89PNG\r\n\x1a\n"

HEXO = (
    "hexo",
    "source/_posts/a.md",
    ("source/img/a.png", "source/_posts/a/my walk.png", "source/_posts/a/f.zip"),
)
HUGO = (
    "hugo",
    "content/log/a.md",
    ("static/img/a.png", "content/log/b.jpg", "assets/c.webp", "static/f.pdf"),
)
JEKYLL = (
    "jekyll",
    "_posts/2020-01-02-a.md",
    ("img/a.png", "img/b.png", "img/a b.png", "files/x.pdf", "img/my_walk.png"),
)
MDX = ("docusaurus", "blog/2020-01-02-a.mdx", ("static/img/a.png", "blog/b.png", "blog/f.zip"))
PELICAN = ("pelican", "content/walks/a.md", ("content/images/x.png", "content/walks/y.png"))
REST = (
    "pelican",
    "content/walks/a.rst",
    ("content/images/x.png", "content/walks/y.png", "content/walks/f.pdf"),
)
VAULT = ("obsidian", "Notes/a.md", ("Files/a.png", "dir/a.pdf", "Notes/b.canvas"))
ZOLA = ("zola", "content/trees/a.md", ("static/a.png", "content/trees/b.jpg"))
ELEVENTY = ("eleventy", "src/posts/a.md", ("src/posts/a.png", "src/img/b.png"))
FOLDER = (
    "folder",
    "a.md",
    ("a.png", "b c.png", "small.png", "large.png", "x&y.png", "film.mp4", "p_(1).png"),
)

BODIES: list[tuple[tuple[str, str, tuple[str, ...]], str, list[tuple[str, str]]]] = [
    (HEXO, "{% img /img/a.png %}", [("/img/a.png", "source/img/a.png")]),
    (HEXO, '{% img left big /img/a.png 300 100% "Title" %}', [("/img/a.png", "source/img/a.png")]),
    (HEXO, "{% image img/a.png, width=300px, alt=x %}", [("img/a.png", "source/img/a.png")]),
    (HEXO, '{% asset_img left "my walk.png" 100 t %}', [("my walk.png", "source/_posts/a/my walk.png")]),
    (HEXO, "{% asset_link f.zip The file %}", [("f.zip", "source/_posts/a/f.zip")]),
    (HEXO, '![x]({% asset_path "my walk.png" %})', [('{% asset_path "my walk.png" %}', "source/_posts/a/my walk.png")]),
    (HEXO, "{% codeblock %}\n{% img /img/a.png %}\n{% endcodeblock %}", []),
    (HUGO, '{{< img src="b.jpg" >}}', [("b.jpg", "content/log/b.jpg")]),
    (HUGO, "{{< img b.jpg >}}", [("b.jpg", "content/log/b.jpg")]),
    (HUGO, "{{< figure src=/img/a.png link='c.webp' >}}", [("/img/a.png", "static/img/a.png"), ("c.webp", "assets/c.webp")]),
    (HUGO, "{{< figure\n  src=`img/a.png`\n  caption=\"a {b}\" >}}", [("img/a.png", "static/img/a.png")]),
    (HUGO, "{{% lazy-image 'c.webp' %}} {{< embed-pdf url=\"/f.pdf\" />}}", [("c.webp", "assets/c.webp"), ("/f.pdf", "static/f.pdf")]),
    (HUGO, '{{</* img src="b.jpg" */>}} `{{< img b.jpg >}}`', []),
    (HUGO, '{{< highlight html >}}<img src="b.jpg">{{< /highlight >}}', []),
    (JEKYLL, '<img src="{{ "/img/a.png" | relative_url }}">', [('{{ "/img/a.png" | relative_url }}', "img/a.png")]),
    (JEKYLL, "<img src='{{ '/img/a.png' | absolute_url }}'>", [("{{ '/img/a.png' | absolute_url }}", "img/a.png")]),
    (JEKYLL, '<img src="{{ site.baseurl }}/img/a.png">', [("{{ site.baseurl }}/img/a.png", "img/a.png")]),
    (JEKYLL, "![a]({{ site.url }}/img/a%20b.png)", [("{{ site.url }}/img/a%20b.png", "img/a b.png")]),
    (JEKYLL, "[x]({% link files/x.pdf %})", [("{% link files/x.pdf %}", "files/x.pdf")]),
    (JEKYLL, "{% link files/x.pdf %}", [("{% link files/x.pdf %}", "files/x.pdf")]),
    (JEKYLL, '{% include figure.html url="/img/a.png" %}', [("/img/a.png", "img/a.png")]),
    (JEKYLL, "[w]: /img/a.png\n![one][w]", [("/img/a.png", "img/a.png")]),
    (JEKYLL, "[b]: {{ site.baseurl }}/img/b.png 'x'", [("{{ site.baseurl }}/img/b.png", "img/b.png")]),
    (JEKYLL, r"![x](/img/my\_walk.png)", [("/img/my_walk.png", "img/my_walk.png")]),
    (JEKYLL, "{% highlight html %}\n<img src='/img/a.png'>\n{% endhighlight %}", []),
    (MDX, "import hill from './b.png';\n\n<img src={hill} />", [("./b.png", "blog/b.png")]),
    (MDX, "<img src={require('./b.png').default} />", [("./b.png", "blog/b.png")]),
    (MDX, '<img src={useBaseUrl("/img/a.png")} />', [("/img/a.png", "static/img/a.png")]),
    (MDX, "[x](@site/static/img/a.png) [z](./f.zip)", [("@site/static/img/a.png", "static/img/a.png"), ("./f.zip", "blog/f.zip")]),
    (MDX, "import Tabs from '@theme/Tabs';\nimport Part from './_part.mdx';\n<A b={1} src={x.y} />", []),
    (PELICAN, "![a]({static}/images/x.png)", [("{static}/images/x.png", "content/images/x.png")]),
    (PELICAN, "![a]({attach}y.png)", [("{attach}y.png", "content/walks/y.png")]),
    (PELICAN, "![a](|filename|/images/x.png)", [("|filename|/images/x.png", "content/images/x.png")]),
    (PELICAN, '<img src="{static}../images/x.png">', [("{static}../images/x.png", "content/images/x.png")]),
    (REST, "Walk\n====\n\n.. image:: y.png\n   :alt: y\n", [("y.png", "content/walks/y.png")]),
    (REST, ".. figure:: {static}/images/x.png\n\n   Text\n", [("{static}/images/x.png", "content/images/x.png")]),
    (REST, "A |y|.\n\n.. |y| image:: y.png\n\n`paper <{attach}f.pdf>`_", [("y.png", "content/walks/y.png"), ("{attach}f.pdf", "content/walks/f.pdf")]),
    (VAULT, "![[a.png|300]] ![[ a.png\\|300]]", [("a.png", "Files/a.png")]),
    (VAULT, "![[dir/a.pdf#page=2]]", [("dir/a.pdf", "dir/a.pdf")]),
    (VAULT, "[[b.canvas|plan]] [[Other.md]] ![[Other]]", [("b.canvas", "Notes/b.canvas")]),
    (ZOLA, '{{ image(src="b.jpg", alt="x") }}', [("b.jpg", "content/trees/b.jpg")]),
    (ZOLA, "{% figure(src='/a.png') %}x{% end %} ![x](@/trees/b.jpg)", [("@/trees/b.jpg", "content/trees/b.jpg"), ("/a.png", "static/a.png")]),
    (ELEVENTY, '{% image "./a.png", "A picture" %}', [("./a.png", "src/posts/a.png")]),
    (ELEVENTY, "<img src=\"{{ '/img/b.png' | url }}\">", [("{{ '/img/b.png' | url }}", "src/img/b.png")]),
    (FOLDER, '<img srcset="small.png 1x, large.png 2x">', [("small.png", "small.png"), ("large.png", "large.png")]),
    (FOLDER, "<picture>\n<source srcset='\n small.png 300w,\n large.png 2000w'>\n<img src=a.png>\n</picture>", [("small.png", "small.png"), ("large.png", "large.png"), ("a.png", "a.png")]),
    (FOLDER, '<video poster="a.png" src="film.mp4"></video>', [("a.png", "a.png"), ("film.mp4", "film.mp4")]),
    (FOLDER, '<object data="a.png"></object>', [("a.png", "a.png")]),
    (FOLDER, '<link rel="shortcut icon" href="a.png"><link href="a.png" rel=icon>', []),
    (FOLDER, '<img src="data:image/gif;base64,AA" data-src="a.png">', [("a.png", "a.png")]),
    (FOLDER, "<p style=\"background: url('a.png')\">", [("a.png", "a.png")]),
    (FOLDER, '<p style="background: url(&quot;a.png&quot;)">', [("a.png", "a.png")]),
    (FOLDER, '<img src="x&amp;y.png">', [("x&y.png", "x&y.png")]),
    (FOLDER, "[![s](small.png)](large.png) ![p](p_(1).png)", [("small.png", "small.png"), ("large.png", "large.png"), ("p_(1).png", "p_(1).png")]),
    (FOLDER, "![with blanks](b c.png)", [("b c.png", "b c.png")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "body", "expected"), BODIES, ids=[f"{row[0][0]}-{row[1]}" for row in BODIES]
)
def test_what_a_text_refers_to(
    place: tuple[str, str, tuple[str, ...]], body: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    generator, path, files = place
    write(tmp_path, dict.fromkeys(files, PNG) | settings(generator) | {path: body})
    candidate = read_site(tmp_path, generator).posts[path]
    assert [(item.reference, item.path) for item in candidate.media] == expected
    assert ProblemKind.MISSING_MEDIA not in [problem.kind for problem in candidate.problems]
    assert candidate.unfound == ()
    assert candidate.self_contained == (not expected)


@pytest.mark.parametrize(
    ("place", "body", "expected"), BODIES, ids=[f"{row[0][0]}-{row[1]}" for row in BODIES]
)
def test_a_text_is_not_self_contained_while_its_files_are_not_there(
    place: tuple[str, str, tuple[str, ...]], body: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    generator, path, _ = place
    write(tmp_path, settings(generator) | {path: body})
    candidate = read_site(tmp_path, generator).posts[path]
    assert list(candidate.unfound) == [reference for reference, _ in expected]
    assert candidate.media == ()
    assert candidate.self_contained == (not expected)


def settings(generator: str) -> dict[str, str | bytes]:
    """The files by which a site of a generator is known to have its folders."""
    return {
        "pelican": {"pelicanconf.py": "PATH = 'content'\n"},
        "hugo": {"hugo.toml": "title = 'x'\n"},
        "zola": {"config.toml": "base_url = 'x'\n"},
        "eleventy": {"eleventy.config.js": 'export default { dir: { input: "src" } }\n'},
        "obsidian": {".obsidian/app.json": '{"attachmentFolderPath": "Files"}'},
    }.get(generator, {})  # type: ignore[return-value]


HEADERS = [
    (HUGO, "cover:\n  image: b.jpg\n  alt: x\nfeaturedImage: /img/a.png\n", [("b.jpg", "content/log/b.jpg"), ("/img/a.png", "static/img/a.png")]),
    (HUGO, "resources:\n  - src: b.jpg\n    name: cover\n  - src: '*.gif'\n", [("b.jpg", "content/log/b.jpg")]),
    (HUGO, "images: [img/a.png, 'https://host/b.jpg']\n", [("img/a.png", "static/img/a.png")]),
    (JEKYLL, "header:\n  teaser: /img/a.png\n  overlay_image: /img/b.png\n", [("/img/a.png", "img/a.png"), ("/img/b.png", "img/b.png")]),
    (JEKYLL, "image:\n  path: /img/a.png\nanything: /img/b.png\n", [("/img/a.png", "img/a.png"), ("/img/b.png", "img/b.png")]),
    (HEXO, "thumbnail: /img/a.png\nbanner_img: my walk.png\n", [("/img/a.png", "source/img/a.png"), ("my walk.png", "source/_posts/a/my walk.png")]),
    (MDX, "image: ./b.png\n", [("./b.png", "blog/b.png")]),
    (VAULT, "cover: '[[a.png]]'\n", [("a.png", "Files/a.png")]),
    (PELICAN, "Image: images/x.png\n", [("images/x.png", "content/images/x.png")]),
    (ELEVENTY, "feature_image: ./a.png\n", [("./a.png", "src/posts/a.png")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "header", "expected"), HEADERS, ids=[f"{row[0][0]}-{row[1]}" for row in HEADERS]
)
def test_the_pictures_of_a_header(
    place: tuple[str, str, tuple[str, ...]], header: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    generator, path, files = place
    text = f"Title: x\n{header}\nText\n" if generator == "pelican" else f"---\ntitle: x\n{header}---\nText\n"
    write(tmp_path, dict.fromkeys(files, PNG) | settings(generator) | {path: text})
    candidate = read_site(tmp_path, generator).posts[path]
    assert [(item.reference, item.path) for item in candidate.media] == expected
    assert ProblemKind.MISSING_MEDIA not in [problem.kind for problem in candidate.problems]
    assert not candidate.self_contained


def test_a_picture_that_a_header_misses_is_told_only_under_a_key_for_pictures(tmp_path: Path) -> None:
    header = "title: x\nlogo: gone.svg\nsource: gone.jpg\ncover:\n  image: gone.png\ncolour: '#fff'\nthumbnail: 3.5\n"
    write(tmp_path, {"a.md": f"---\n{header}---\n![x](also.png)\n", "b.md": "---\nlogo: gone.svg\n---\nx"})
    posts = read_site(tmp_path, "folder").posts
    missing = [item for item in posts["a.md"].problems if item.kind is ProblemKind.MISSING_MEDIA]
    told = [(problem.line, dict(problem.details)["reference"]) for problem in missing]
    assert told == [(10, "also.png"), (5, "gone.png")]
    assert posts["a.md"].unfound == ("also.png", "gone.svg", "gone.jpg", "gone.png")
    assert [problem.kind for problem in posts["b.md"].problems].count(ProblemKind.MISSING_MEDIA) == 0
    assert not posts["b.md"].self_contained
