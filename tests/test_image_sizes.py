"""Promise: each of our pictures has a size, so that nothing jumps when it comes, and waits until it
is seen."""

from pathlib import Path

import pytest

from atlas import image_sizes, links

IMAGE = '<img alt="A" src="../../assets/plot.svg#only-light" />'


def with_sizes(tmp_path: Path, svg: str, content: str) -> str:
    """The HTML of a page at part/page/, on a site that has this picture."""
    file = tmp_path / "plot.svg"
    file.write_text(svg, "utf-8")
    return image_sizes.with_sizes(content, "part/page", {"assets/plot.svg": file}.get)


def test_a_picture_gets_its_size_and_waits(tmp_path: Path) -> None:
    found = with_sizes(tmp_path, '<svg width="460.8pt" height="259.2pt"></svg>', IMAGE)
    assert 'width="614" height="346" loading="lazy"' in found


@pytest.mark.parametrize(
    "image",
    [
        '<img src="../../assets/plot.svg" width="3">',
        '<img src="../gone.svg">',
        '<img src="https://pytorch.org/x.svg">',
    ],
)
def test_a_picture_that_has_a_size_or_is_not_ours_stays(tmp_path: Path, image: str) -> None:
    assert with_sizes(tmp_path, '<svg width="4" height="4"></svg>', image) == image


def test_a_picture_without_a_size_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="give its <svg> a width and a height"):
        with_sizes(tmp_path, '<svg width="100%" height="2em"></svg>', IMAGE)


def test_every_plot_on_the_built_pages_has_a_size(site: Path) -> None:
    plots = [
        (path, image)
        for path in sorted(site.rglob("*.html"))
        for image in links.parsed(path).xpath("//img[contains(@src, '/plots/')]")
    ]
    assert plots
    for path, image in plots:
        assert image.get("width") and image.get("height"), f"{path}: {image.get('src')}"
