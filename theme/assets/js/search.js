// Answers what a reader searches for, by the index that atlas/search_index.py has made. It takes the
// place of Material's search worker and speaks as that does: Material's own script shows the answers.
if (window.searchIndex) {
  const [READY, QUERY, RESULT] = [1, 2, 3] // Material's SearchMessageType
  const LEVELS = 16 // of weight, as in search_index.py; so is how a text is cut into words
  const TOKEN = /\d+(?:\.\d+)+|[a-z0-9_]+|[\u3400-\u9fff]+/g
  // No work is without bounds: of a long paste the begin and the end are read.
  const LONGEST_TEXT = 2000
  const LONGEST_WORD = 40
  const MOST_WORDS = 100
  const MOST_MISSPELT = 6
  const MOST_ALIKE = 200
  // What is shown: pages, sections of each, of these not folded away, letters of their text.
  const PAGES = 30
  const FEW = 5 // that are shown, however much worse than the first
  const SECTIONS = 8
  const UNFOLDED = 3 // that have so much of the best one's score:
  const WORTH_SHOWING = 0.3
  const TEASER = 180
  // How surely a word means another: of the same stem, of which it is the begin, misspelt, a synonym.
  const [STEM, BEGIN, MISSPELT, SYNONYM, JOINED] = [0.6, 0.5, 0.6, 0.8, 0.6]
  const [NAME, MESSAGE] = [12, 5] // what another name of a section counts, and a message in it
  const [QUOTE, QUOTED] = [15, 4] // what words of a message count that were typed as it has them, so many in a row
  const EXACT = 2 // so much more does a name count that is all of what was typed
  const COVER = 0.4 // what a page counts by all its sections, beside its best one

  const { same, sections } = searchIndex
  const asking = searchIndex.asking.split(" ")
  const words = searchIndex.words.split(" ")
  const places = searchIndex.places.split(",")
  const numbers = new Map(words.map((word, number) => [word, number]))
  const isHan = (text) => text >= "\u3400"
  const longestFirst = (texts) => [...texts].sort((a, b) => b.length - a.length)
  const anyOf = (patterns) => longestFirst(patterns).join("|") || "(?!)"
  const raise = (map, key, value) => map.set(key, Math.max(value, map.get(key) ?? 0))
  const plain = (html) => html.replace(/<[^>]+>/g, "")

  // A section without an anchor is a page; those that follow are on it.
  const pages = []
  const pageOf = sections.map(([location], section) => {
    if (!location.includes("#")) pages.push(section)
    return pages.length - 1
  })

  // ---- Words

  const latinAsking = new Set(asking.filter((word) => !isHan(word)))
  const hanAsking = new RegExp(anyOf(asking.filter(isHan)))

  const normalised = (text) => {
    const half = LONGEST_TEXT / 2
    const short = text.length > LONGEST_TEXT ? `${text.slice(0, half)} ${text.slice(-half)}` : text
    return short.normalize("NFKC").toLowerCase()
  }

  // The words of a normalised text, without those of asking. Of Chinese, where nothing says where a
  // word ends, each two neighbours are one. part: what they stand in.
  function* tokens(text) {
    for (const [run] of text.matchAll(TOKEN)) {
      if (isHan(run)) {
        for (const part of run.split(hanAsking)) {
          if (part.length === 1) yield { word: part, part }
          for (let at = 0; at + 1 < part.length; at++) yield { word: part.slice(at, at + 2), part }
        }
      } else {
        const word = run.replace(/^_+|_+$/g, "").slice(0, LONGEST_WORD)
        if (word.length > 1 && !latinAsking.has(word)) yield { word, part: word }
      }
    }
  }
  const wordsOf = (text) => [...new Set([...tokens(normalised(text))].map(({ word }) => word))]

  const titleOf = (section) => wordsOf(plain(sections[section][1]))
  const named = (names, counts) => names.map((name) => ({ words: wordsOf(name), counts })).filter(({ words }) => words.length)
  const names = sections.map(([, , tags, messages]) => [...named(tags, NAME), ...named(messages, MESSAGE)])

  // What of a message has been quoted: in how many places QUOTED words in a row are also in it.
  const runsOf = (text) => text.match(TOKEN) ?? []
  const messageRuns = sections.map(([, title, , messages]) => [plain(title), ...messages].map((message) => ` ${runsOf(normalised(message)).join(" ")} `))
  const quotes = (text) => {
    const runs = runsOf(normalised(text))
    const rows = new Set(runs.slice(QUOTED - 1).map((_, at) => ` ${runs.slice(at, at + QUOTED).join(" ")} `))
    return messageRuns.map((messages) => Math.max(0, ...messages.map((message) => [...rows].filter((row) => message.includes(row)).length)))
  }

  // Saving, saved and saves are one word to a reader.
  const stem = (word) =>
    /^[a-z]+$/.test(word)
      ? word
          .replace(/iz(?=[aei])/, "is")
          .replace(/ie[sd]$/, "y")
          .replace(/(?:ations?|ions?|ing|ed|ers?|es|e|s)$/, (end, at) => (at > 2 ? "" : end))
          .replace(/([^aeiouls])\1$/, "$1")
      : word

  const beginningWith = (begin) => {
    let [low, high] = [0, words.length]
    while (low < high) {
      const middle = (low + high) >> 1
      words[middle] < begin ? (low = middle + 1) : (high = middle)
    }
    const found = []
    while (found.length < MOST_ALIKE && words[low]?.startsWith(begin)) found.push(low++)
    return found
  }

  const ofSameStem = (word) => {
    const root = stem(word)
    return root.length < 3 ? [] : beginningWith(root.slice(0, -1)).filter((number) => stem(words[number]) === root)
  }

  // How many letters are wrong, missing, too many or exchanged; counted no further than `most` + 1.
  const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST_WORD + 1))
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1
    let [before, last, row] = rows
    for (let j = 0; j <= b.length; j++) last[j] = j
    for (let i = 1; i <= a.length; i++) {
      let least = (row[0] = i)
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
        const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        if (exchanged) row[j] = Math.min(row[j], before[j - 2] + 1)
        least = Math.min(least, row[j])
      }
      if (least > most) return most + 1
      ;[before, last, row] = [last, row, before]
    }
    return last[b.length]
  }

  // The words that are nearest to one that no page has; in Chinese those of titles with one sign in common.
  const nearest = (word) => {
    if (isHan(word)) {
      const ofTitles = new Set(sections.flatMap((_, section) => titleOf(section)))
      const near = [...ofTitles].filter((other) => other[0] === word[0] || other[1] === word[1])
      return near.map((other) => numbers.get(other)).filter((number) => number !== undefined)
    }
    let most = word.length > 5 ? 2 : word.length > 3 ? 1 : 0
    let near = []
    words.forEach((other, number) => {
      const far = most ? distance(word, other, most) : 1
      if (far > most) return
      if (far < most) near = []
      near.push(number)
      most = far
    })
    return near
  }

  // What means the same as something in a text: [found, other].
  const alike = new Map(same.flat().map((phrase) => [phrase, same.filter((group) => group.includes(phrase)).flat()]))
  const whole = (phrase) => (isHan(phrase) ? phrase : `\\b${phrase.replace(/\W/g, "\\$&")}\\b`)
  const anyPhrase = new RegExp(anyOf([...alike.keys()].map(whole)), "g")
  const synonyms = (text) => [...text.matchAll(anyPhrase)].flatMap(([found]) => alike.get(found).map((other) => [found, other]))

  // What is asked: the words typed, and others. means: numbers of words in the index -> how surely.
  const understood = (text) => {
    const asked = normalised(text)
    const unique = new Map([...tokens(asked)].map((token) => [token.word, token]))
    const long = [...unique.values()].filter(({ word }) => word.length > 1)
    const typed = (long.length ? long : [...unique.values()]).slice(0, MOST_WORDS)
    const known = new Set(typed.filter(({ word }) => numbers.has(word)).map(({ part }) => part))
    let unknown = 0

    const meanings = (word, part, at) => {
      const means = new Map()
      const add = (numbers, sure) => numbers?.forEach((number) => raise(means, number, sure))
      const isBegun = at === typed.length - 1 && asked.endsWith(word)
      if (numbers.has(word)) add([numbers.get(word)], 1)
      add(ofSameStem(word), STEM)
      if (isBegun || !means.size) add(beginningWith(word), BEGIN)
      const mayBeWrong = !means.size && !(isHan(word) && known.has(part))
      if (mayBeWrong && unknown++ < MOST_MISSPELT) add(nearest(word), MISSPELT)
      return means
    }
    const concepts = typed.map(({ word, part }, at) => ({ word, part, means: meanings(word, part, at), weight: 1 }))

    const also = (word, weight) => {
      if (!numbers.has(word) || concepts.some((concept) => concept.word === word)) return
      concepts.push({ word, means: new Map([[numbers.get(word), 1]]), weight })
    }
    // set_grad_enabled, which no page has: its parts; data loader, state dict: both in one
    for (const { word, means } of [...concepts]) if (!means.size) for (const part of word.split("_")) also(part, JOINED)
    for (const length of [2, 3])
      for (let at = 0; at + length <= typed.length; at++)
        for (const join of ["", "_"])
          also(typed.slice(at, at + length).map(({ word }) => word).join(join), JOINED)
    for (const [found, other] of synonyms(asked)) {
      const [foundWords, otherWords] = [wordsOf(found), wordsOf(other)]
      const isOne = foundWords.length === 1 && otherWords.length === 1
      const concept = isOne && concepts.find(({ word }) => word === foundWords[0])
      const number = numbers.get(otherWords[0])
      if (concept && number !== undefined) raise(concept.means, number, SYNONYM)
      else for (const word of otherWords) also(word, SYNONYM / Math.sqrt(otherWords.length))
    }
    return concepts
  }

  // ---- Ranks

  const decoded = [] // per word: its sections and weights
  const placesOf = (number) => {
    let section = -1
    return (decoded[number] ??= places[number].split(" ").map((code) => {
      const value = parseInt(code, 36)
      section += Math.floor(value / LEVELS) + 1
      return [section, value % LEVELS]
    }))
  }

  // How much a word tells that is in so many sections: little if in all; and half of that if it is
  // on nearly all pages: model, save, torch.
  const rarity = (some) => Math.sqrt(Math.log(1 + (sections.length - some + 0.5) / (some + 0.5)))

  // The pages with what was asked, best first, each with its sections, best first. Leaves with each
  // concept its weights per section, and how much it tells.
  const rank = (concepts, quoted) => {
    const score = new Float64Array(sections.length)
    const cover = new Float64Array(pages.length)
    const tellingWords = new Map()
    for (const concept of concepts) {
      concept.weights = new Map()
      for (const [number, sure] of concept.means) {
        for (const [section, level] of placesOf(number)) raise(concept.weights, section, level * sure)
      }
      const onPage = new Map()
      for (const [section, weight] of concept.weights) raise(onPage, pageOf[section], weight)
      concept.tells = concept.weight * rarity(concept.weights.size) * Math.max(0.5, 1 - (onPage.size / pages.length) ** 3)
      for (const [section, weight] of concept.weights) score[section] += weight * concept.tells
      for (const [page, weight] of onPage) cover[page] += weight * concept.tells
      const surest = Math.max(...concept.means.values()) // less than 1 if misspelt: a name is not less typed for that
      for (const [number, sure] of concept.means) raise(tellingWords, words[number], (sure / surest) * concept.tells)
    }

    // Another name of a section counts by how much of the name was typed, and of what was typed is in it.
    const all = concepts.filter(({ part, weights }) => part && weights.size).reduce((sum, { tells }) => sum + tells, 0)
    names.forEach((ofSection, section) => {
      let most = 0
      for (const { words, counts } of ofSection) {
        const typed = words.filter((word) => tellingWords.has(word))
        const tells = typed.reduce((sum, word) => sum + tellingWords.get(word), 0)
        if (!tells) continue
        const [ofName, ofTyped] = [typed.length / words.length, Math.min(1, tells / all)]
        const exact = ofName === 1 && ofTyped > 0.999 ? EXACT : 1
        most = Math.max(most, counts * exact * tells * ofName ** 1.5 * Math.sqrt(ofTyped))
      }
      most += QUOTE * Math.sqrt(quoted[section])
      score[section] += most
      cover[pageOf[section]] += most
    })

    const found = pages.map((_, page) => ({ page, sections: [] }))
    score.forEach((value, section) => value && found[pageOf[section]].sections.push({ section, score: value }))
    const ranked = found.filter((each) => each.sections.length)
    for (const each of ranked) {
      each.sections.sort((a, b) => b.score - a.score)
      each.score = each.sections[0].score + COVER * cover[each.page]
    }
    return ranked.sort((a, b) => b.score - a.score)
  }

  // ---- Answers, as Material shows them

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`)

  // What was typed and found in a section (true), and what would tell something and is not there
  // (false). Signs that are neighbours in what was typed are one again.
  const termsIn = (section, concepts) => {
    const terms = {}
    const typed = concepts.filter(({ part }) => part)
    const here = typed.filter(({ weights }) => weights.has(section))
    let last
    for (const { word, part } of here) {
      const joined = last?.text + word.slice(1)
      const goesOn = isHan(word) && last?.part === part && last.text.endsWith(word[0]) && part.includes(joined)
      if (goesOn) delete terms[last.text]
      last = { text: goesOn ? joined : word, part }
      terms[last.text] = true
    }
    for (const { part, tells } of typed) {
      if (tells > 1 && !here.some((other) => other.part === part)) terms[part] = false
    }
    return terms
  }

  // The piece of a text with the most of the words.
  const teaser = (text, anyTerm) => {
    const length = /[\u3400-\u9fff]/.test(text) ? TEASER / 2 : TEASER // these signs are twice as wide
    const found = [...text.matchAll(anyTerm)]
    let [begin, most] = [0, 0]
    found.forEach(({ index }, first) => {
      const near = found.slice(first, first + 20).filter((other) => other.index < index + length * 0.7)
      const different = new Set(near.map(([word]) => word.toLowerCase())).size
      if (different > most) [begin, most] = [Math.max(0, Math.floor(index - length * 0.2)), different]
    })
    const gap = text.indexOf(" ", begin) + 1 // a word begins there
    const start = begin && gap && gap < begin + 20 ? gap : begin
    return (start ? "…" : "") + text.slice(start, start + length) + (text.length > start + length ? "…" : "")
  }

  // In a copy for the disk, addresses name the file.
  const addressOf = (location) => (window.location.pathname.endsWith("/index.html") ? location.replace(/(?=#|$)/, "index.html") : location)

  const item = ({ section, score }, concepts) => {
    const [location, title] = sections[section]
    const terms = termsIn(section, concepts)
    const there = longestFirst(Object.keys(terms).filter((term) => terms[term]))
    const anyTerm = anyOf(there.map((term) => term.replaceAll(".", "\\.")))
    const mark = (html) =>
      html.replace(new RegExp(`<[^>]*>|&[#\\w]+;|(${anyTerm})`, "gi"), (all, term) => (term ? `<mark data-md-highlight>${term}</mark>` : all))
    const text = teaser(window.searchTexts?.[section] ?? "", new RegExp(anyTerm, "gi"))
    return { location: addressOf(location), title: mark(title), text: text && `<p>${mark(escaped(text))}</p>`, score, terms }
  }

  // A page's sections. Material unfolds those that score no less than the first.
  const items = ({ page, sections: all }, concepts) => {
    const shown = all.slice(0, SECTIONS)
    const inside = shown.filter(({ section }) => section !== pages[page])
    const unfolded = inside.filter(({ score }, at) => at < UNFOLDED && score > WORTH_SHOWING * inside[0].score)
    const most = shown[0].score
    for (const each of unfolded) each.score = most
    if (inside.length === shown.length) shown.push({ section: pages[page], score: 0 })
    return shown.map((each) => item(each, concepts))
  }

  // The word of a title among the best that completes what is being typed.
  const suggested = (found, text) => {
    const begin = normalised(text).match(/[a-z0-9_]+$/)?.[0]
    const near = begin ? found.slice(0, 10).flatMap((page) => titleOf(page.sections[0].section)) : []
    return near.filter((word) => word.startsWith(begin)).slice(0, 1)
  }

  const answer = (text) => {
    const concepts = understood(text)
    const found = rank(concepts, quotes(text))
    const suggest = suggested(found, text)
    const good = found.filter(({ score }, at) => at < FEW || score > found[0].score / 8)
    return { items: good.slice(0, PAGES).map((page) => items(page, concepts)), suggest }
  }

  // ---- Messages

  const say = (type, data) => searchWorker.dispatchEvent(new MessageEvent("message", { data: { type, data } }))
  let asked = ""
  searchWorker.postMessage = ({ type, data }) => {
    if (type !== QUERY) return
    asked = data
    setTimeout(() => asked === data && say(RESULT, answer(data))) // as a worker: later, and only to the last
  }
  say(READY)

  // Material searches when a key comes up, and a menu's paste, dictation and some keyboards press none.
  const field = document.querySelector("[name=query]")
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")))

  // What the sections say comes after the first answer, and not where a reader pays for it.
  const { saveData, effectiveType } = navigator.connection ?? {}
  if (!saveData && !/2g/.test(effectiveType)) {
    const script = document.createElement("script")
    script.src = document.querySelector("script[src$='search/index.js']").src.replace(/index\.js$/, "texts.js")
    script.onload = () => {
      const isRead = document.activeElement?.closest(".md-search-result") // it would lose its place
      if (asked && !isRead) say(RESULT, answer(asked))
    }
    document.head.append(script)
  }
}
