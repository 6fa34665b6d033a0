// Briefs are simple Markdown: headings, paragraphs, lists, bold, italic. This reads exactly that into
// plain blocks; anything else stays the text it is. It never makes HTML.

/** Return blocks {type: "h2"|"h3"|"p"|"ul"|"ol", spans | items}. */
export function parse(markdown) {
  return markdown
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}|\n(?=#{1,6} )|(?<=^#{1,6} .*)\n/m)
    .map((block) => block.trim())
    .filter(Boolean)
    .map(readBlock);
}

function readBlock(block) {
  const heading = /^(#{1,6}) (.+)$/.exec(block);
  if (heading) return { type: heading[1].length < 3 ? "h2" : "h3", spans: spans(heading[2]) };
  const lines = block.split("\n");
  const list = [["ul", /^[-*] /], ["ol", /^\d+[.)] /]].find(([, mark]) => mark.test(lines[0]));
  if (list) return { type: list[0], items: items(lines, list[1]) };
  return { type: "p", spans: spans(lines.join(" ")) };
}

function items(lines, mark) {
  const found = [];
  for (const line of lines) {
    if (mark.test(line)) found.push(line.replace(mark, ""));
    else found[found.length - 1] += ` ${line.trim()}`;
  }
  return found.map(spans);
}

/** Return runs of text {text, strong, em}. */
export function spans(text) {
  return text
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*|_[^_]+_)/)
    .filter(Boolean)
    .map((run) => {
      if (/^\*\*.+\*\*$/.test(run)) return { text: run.slice(2, -2), strong: true };
      if (/^(\*.+\*|_.+_)$/.test(run)) return { text: run.slice(1, -1), em: true };
      return { text: run };
    });
}
