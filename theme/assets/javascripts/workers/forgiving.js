// Asks Material's search as people type: words that tell nothing do not count, a whole word counts
// more than a word's beginning, what is in all words counts most, and a word that no page has stands
// for those one or two letters away. Its address names Material's own worker behind the "?".
{
  const [here, original] = (self.document?.currentScript.src ?? location.href).split("?")
  const QUERY = 2 // Material's SearchMessageType
  const END = "〇" // Material's cutting of Chinese misses a word that ends the query: this ends it

  addEventListener("message", ({ data: message }) => {
    if (message.type === QUERY) message.data = message.data.replace(/\p{sc=Han}+/gu, `$&${END}`)
  })

  // In a worker this ends at once; from a disk, where an iframe stands in, before any message.
  Promise.resolve(importScripts(`${new URL(original, here)}`)).then(() => {
    lunr.Index.prototype.search = function (text) {
      const terms = (set) => this.tokenSet.intersect(set).toArray()
      const meant = [] // per word typed: the words of the index that it stands for
      const found = this.query((query) => {
        new lunr.QueryParser(text.replaceAll(END, ""), query).parse()
        const plain = query.clauses.filter((c) => c.presence === lunr.Query.presence.OPTIONAL && /.\*$/.test(c.term))
        const telling = plain.filter((c) => lunr.stopWordFilter(c.term.slice(0, -1)))
        const kept = telling.length ? telling : plain
        query.clauses = query.clauses.filter((c) => !plain.includes(c) || kept.includes(c))
        for (const clause of kept) {
          const word = clause.term.slice(0, -1)
          let known = terms(lunr.TokenSet.fromString(clause.term))
          if (known.includes(word)) query.clauses.push({ ...clause, term: word, boost: 4 })
          for (let distance = 1; !known.length && word.length > 1 && distance <= (word.length > 4 ? 2 : 1); distance++) {
            known = terms(lunr.TokenSet.fromFuzzyString(word, distance))
            Object.assign(clause, { term: word, editDistance: distance })
          }
          meant.push(new Set(known))
        }
      })
      for (const result of found) {
        const matched = Object.keys(result.matchData.metadata)
        result.score *= meant.filter((known) => matched.some((term) => known.has(term))).length / (meant.length || 1)
      }
      return found.sort((a, b) => b.score - a.score)
    }
  })
}
