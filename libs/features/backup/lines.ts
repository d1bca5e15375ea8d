/** Lines of a text in pieces, without their ends; no line is longer than memory allows. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, undefined, undefined> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    let from = 0;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
      yield rest.toString('utf8', from, at);
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
