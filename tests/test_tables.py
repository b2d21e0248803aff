"""Tables and outputs say what they are, so that a phone can lay them out."""

from atlas import tables

HEAD = "<thead><tr><th>Name</th><th>Kind</th><th>Since</th></tr></thead>"
ROW = "<tbody><tr><td>load</td><td style='x'>a <code>function</code></td><td>1</td></tr></tbody>"


def test_a_cell_of_a_wide_table_knows_its_column() -> None:
    made = tables.with_cards(f"<p>x</p><table>{HEAD}{ROW}</table>")
    assert '<td role="cell" data-label="Kind" style=' in made
    assert made.count('role="columnheader"') == 3 and made.count('role="rowgroup"') == 2
    assert "<table data-cards" in made and made.startswith("<p>x</p>")


def test_a_narrow_table_stays_as_it_is() -> None:
    narrow = f"<table>{HEAD.replace('<th>Since</th>', '')}</table>"
    assert tables.with_cards(narrow) == narrow


def test_an_output_with_columns_is_called_a_table() -> None:
    code = "a    1\nbb   2\nccc  3\n"
    page = f'<div class="language-text output highlight"><pre><code>{code}</code></pre></div>'
    assert 'class="language-text output highlight table"' in tables.with_columns(page)


def test_other_outputs_are_not() -> None:
    for code in ("a  b\nc\nd\ne\nf\n", "RuntimeError: x\n\tMissing key(s)  y\n", ""):
        page = f'<div class="language-text output highlight"><pre><code>{code}</code></pre></div>'
        assert tables.with_columns(page) == page
