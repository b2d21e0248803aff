// Answers what a reader searches for, by the index that atlas/search_index.py has made. It takes the
// place of Material's search worker and speaks as that does: Material's own script shows the answers.
if (window.searchIndex) {
  const QUERY = 2 // Material's SearchMessageType
  const [READY, RESULT] = [1, 3]
  const LEVELS = 16 // of weight, as in search_index.py; so is how texts are cut into words
  const TOKEN = /\d+(?:\.\d+)+|[a-z0-9_]+|[\u3400-\u9fff]+/g
  // No work is without bounds: a long paste is cut to its begin and its end.
  const [LONGEST_TEXT, LONGEST_WORD, MOST_WORDS, MOST_MISSPELT, MOST_ALIKE] = [2000, 40, 40, 6, 100]
  const [MOST_PAGES, MOST_SECTIONS, TEASER] = [30, 8, 180]
  const COVER = 0.5 // what a page's other sections count beside its best one

  const { same, sections } = searchIndex
  const asking = searchIndex.asking.split(" ")
  const words = searchIndex.words.split(" ")
  const places = searchIndex.places.split(",")
  const numbers = new Map(words.map((word, number) => [word, number]))
  const isHan = (text) => text >= "\u3400"
  const plain = (html) => html.replace(/<[^>]+>/g, "")
  const addTo = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]))

  // A section without an anchor is a page; those that follow are on it.
  const pages = []
  const pageOf = sections.map(([location], section) => (location.includes("#") ? pages.length : pages.push(section)) - 1)

  // Words

  const askingLatin = new Set(asking.filter((word) => !isHan(word)))
  const askingHan = new RegExp(asking.filter(isHan).sort((a, b) => b.length - a.length).join("|") || "(?!)")

  const normalised = (text) => {
    const half = LONGEST_TEXT / 2
    const short = text.length > LONGEST_TEXT ? `${text.slice(0, half)} ${text.slice(-half)}` : text
    return short.normalize("NFKC").toLowerCase()
  }

  // The words of a normalised text. part: where a word of Chinese, which is two signs, comes from.
  function* tokens(text) {
    for (const [run] of text.matchAll(TOKEN)) {
      if (isHan(run)) {
        for (const part of run.split(askingHan)) {
          if (part.length === 1) yield { word: part, part }
          for (let at = 0; at + 1 < part.length; at++) yield { word: part.slice(at, at + 2), part }
        }
      } else {
        const word = run.replace(/^_+|_+$/g, "").slice(0, LONGEST_WORD)
        if (word.length > 1 && !askingLatin.has(word)) yield { word, part: word }
      }
    }
  }

  // Saving, saved and saves are one word to a reader.
  const stem = (word) =>
    /^[a-z]+$/.test(word)
      ? word
          .replace(/ie[sd]$/, "y")
          .replace(/(?:ations?|ions?|ing|ed|ers?|es|e|s)$/, (end, at) => (at > 2 ? "" : end))
          .replace(/([^aeiouls])\1$/, "$1")
      : word
  const kin = new Map()
  words.forEach((word, number) => addTo(kin, stem(word), number))

  const titleWords = new Set(sections.flatMap(([, title]) => [...tokens(normalised(plain(title)))].map(({ word }) => word)))

  // The numbers of the words that begin so.
  const beginning = (begin) => {
    let [low, high] = [0, words.length]
    while (low < high) {
      const middle = (low + high) >> 1
      words[middle] < begin ? (low = middle + 1) : (high = middle)
    }
    let end = low
    while (end - low < MOST_ALIKE && words[end]?.startsWith(begin)) end++
    return words.slice(low, end).map((_, n) => low + n)
  }

  // How many letters are wrong, missing, too many or exchanged; counted no further than `most` + 1.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1
    let [before, last] = [[], [...Array(b.length + 1).keys()]]
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]))
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
      }
      if (Math.min(...row) > most) return most + 1
      ;[before, last] = [last, row]
    }
    return last[b.length]
  }

  // The words nearest to one that no page has. In Chinese: those of titles with one sign in common.
  const misspelt = (word) => {
    if (isHan(word)) return [...titleWords].filter((other) => numbers.has(other) && (other[0] === word[0] || other[1] === word[1])).map((other) => numbers.get(other))
    let most = word.length > 5 ? 2 : word.length > 3 ? 1 : 0
    let near = []
    words.forEach((other, number) => {
      const far = distance(word, other, most)
      if (far > most || !most) return
      if (far < most) near = []
      near.push(number)
      most = far
    })
    return near
  }

  // What means the same, anywhere in a text.
  const group = new Map(same.flatMap((phrases) => phrases.map((phrase) => [phrase, phrases])))
  const phrase = (text) => (isHan(text) ? text : `(?<![a-z0-9_])${text.replace(/[^a-z0-9_]/g, "\\$&")}(?![a-z0-9_])`)
  const anyPhrase = new RegExp([...group.keys()].sort((a, b) => b.length - a.length).map(phrase).join("|") || "(?!)", "g")
  const synonyms = (text) =>
    [...text.matchAll(anyPhrase)].flatMap(([found]) => group.get(found).filter((other) => other !== found))

  // What is asked: the words typed, and others that they mean. means: words of the index -> how surely.
  const understood = (text) => {
    const asked = normalised(text)
    let typed = [...new Map([...tokens(asked)].map((token) => [token.word, token])).values()].slice(0, MOST_WORDS)
    if (typed.some(({ word }) => word.length > 1)) typed = typed.filter(({ word }) => word.length > 1)
    const known = new Set(typed.filter(({ word }) => numbers.has(word)).map(({ part }) => part))
    let wrong = 0

    const meanings = (word, part, isOpen) => {
      const means = new Map()
      const add = (sure) => (number) => means.set(number, Math.max(sure, means.get(number) ?? 0))
      if (numbers.has(word)) add(1)(numbers.get(word))
      kin.get(stem(word))?.forEach(add(0.8))
      if (isOpen || !means.size) beginning(word).forEach(add(0.5))
      if (!means.size && !(isHan(word) && known.has(part)) && wrong++ < MOST_MISSPELT) misspelt(word).forEach(add(0.6))
      return means
    }
    const concepts = typed.map(({ word, part }, at) => {
      const isOpen = at === typed.length - 1 && asked.endsWith(word) // still being typed
      return { word, part, means: meanings(word, part, isOpen), weight: 1 }
    })

    const also = (word, weight) => {
      if (numbers.has(word) && !concepts.some((concept) => concept.word === word)) {
        concepts.push({ word, means: new Map([[numbers.get(word), 1]]), weight })
      }
    }
    for (const length of [2, 3]) // data loader, state dict
      for (const join of ["", "_"])
        for (let at = 0; at + length <= typed.length; at++)
          also(typed.slice(at, at + length).map(({ word }) => word).join(join), 0.7)
    for (const other of synonyms(asked)) for (const { word } of tokens(other)) also(word, 0.6)
    return concepts
  }

  // Ranks

  const decoded = [] // per word: its sections and weights
  const placesOf = (number) => {
    let section = -1
    return (decoded[number] ??= places[number].split(" ").map((code) => {
      const value = parseInt(code, 36)
      section += Math.floor(value / LEVELS) + 1
      return [section, value % LEVELS]
    }))
  }

  // How much a word tells, that is in some of all sections or pages: little, if in half of them.
  const rarity = (some, all) => Math.log(1 + (all - some + 0.5) / (some + 0.5))

  const rank = (concepts) => {
    const score = new Float64Array(sections.length)
    const cover = new Float64Array(pages.length)
    for (const concept of concepts) {
      concept.weights = new Map() // per section
      const onPage = new Map()
      for (const [number, sure] of concept.means) {
        for (const [section, level] of placesOf(number)) {
          concept.weights.set(section, Math.max(level * sure, concept.weights.get(section) ?? 0))
        }
      }
      for (const [section, weight] of concept.weights) {
        const page = pageOf[section]
        onPage.set(page, Math.max(weight, onPage.get(page) ?? 0))
      }
      concept.tells = concept.weight * rarity(concept.weights.size, sections.length) * (0.3 + rarity(onPage.size, pages.length))
      for (const [section, weight] of concept.weights) score[section] += weight * concept.tells
      for (const [page, weight] of onPage) cover[page] += weight * concept.tells
    }
    const found = pages.map((_, page) => ({ page, sections: [], score: 0 }))
    score.forEach((value, section) => value && found[pageOf[section]].sections.push({ section, score: value }))
    for (const each of found) {
      each.sections.sort((a, b) => b.score - a.score)
      if (each.sections.length) each.score = each.sections[0].score + COVER * cover[each.page]
    }
    return found.filter(({ score }) => score).sort((a, b) => b.score - a.score)
  }
  // Answers, as Material shows them

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`)

  // Signs that are neighbours in what was typed, and were found, are marked in one.
  const typedAs = (concepts) => {
    const found = []
    for (const { word, part } of concepts) {
      const last = found.at(-1)
      if (isHan(word) && last?.part === part && part.includes(last.text + word[1]) && last.text.endsWith(word[0])) last.text += word[1]
      else found.push({ text: word, part })
    }
    return found.map(({ text }) => text)
  }

  // What was typed and is in this section (true), and what tells something and is not.
  const termsIn = (section, concepts) => {
    const typed = concepts.filter(({ part }) => part)
    const has = typed.filter(({ weights }) => weights.has(section))
    const lacks = typed.filter((concept) => !has.includes(concept) && (concept.tells > 1 || !concept.means.size))
    return Object.fromEntries([...typedAs(has).map((text) => [text, true]), ...typedAs(lacks).map((text) => [text, false])])
  }

  // The part of a text with the most of the words.
  const teaser = (text, marks) => {
    const found = [...text.matchAll(marks)]
    let [begin, most] = [0, 0]
    found.forEach(({ index }, first) => {
      const near = found.slice(first, first + 20).filter((other) => other.index < index + TEASER * 0.7)
      const different = new Set(near.map(([word]) => word.toLowerCase())).size
      if (different > most) [begin, most] = [Math.max(0, index - TEASER * 0.2), different]
    })
    const gap = text.indexOf(" ", begin) + 1
    const start = begin && gap && gap < begin + 20 ? gap : Math.floor(begin)
    return (start ? "…" : "") + text.slice(start, start + TEASER) + (text.length > start + TEASER ? "…" : "")
  }

  // In a copy for the disk, addresses name the file.
  const named = (location) => (/\/index\.html$/.test(self.location.pathname) ? location.replace(/(?=#|$)/, "index.html") : location)

  const item = ({ section, score }, concepts) => {
    const [location, title] = sections[section]
    const terms = termsIn(section, concepts)
    const present = Object.keys(terms).filter((term) => terms[term])
    const longestFirst = present.sort((a, b) => b.length - a.length).map((term) => term.replaceAll(".", "\\."))
    const text = self.searchTexts?.[section] ?? ""
    const shown = teaser(text, new RegExp(longestFirst.join("|") || "(?!)", "gi"))
    const marked = (html) =>
      html.replace(new RegExp(`<[^>]*>|&[#\\w]+;|(${longestFirst.join("|") || "(?!)"})`, "gi"), (all, term) => (term ? `<mark data-md-highlight>${all}</mark>` : all))
    return { location: named(location), title: marked(title), text: shown && `<p>${marked(escaped(shown))}</p>`, score, terms }
  }

  // The word of a title that the last word typed may become.
  const suggested = (found, text) => {
    const begin = normalised(text).match(/[a-z0-9_]+$/)?.[0]
    if (!begin) return []
    const near = found.flatMap(({ sections: [{ section }] }) => [...tokens(normalised(plain(sections[section][1])))])
    const word = near.find((token) => token.word.startsWith(begin))?.word
    return word ? [word] : []
  }

  const answer = (text) => {
    const concepts = understood(text)
    const found = rank(concepts)
    const items = found.slice(0, MOST_PAGES).map(({ page, sections: all }) => {
      const shown = all.slice(0, MOST_SECTIONS)
      if (!shown.some(({ section }) => section === pages[page])) shown.push({ section: pages[page], score: 0 })
      return shown.map((each) => item(each, concepts))
    })
    return { items, suggest: suggested(found, text) }
  }

  // Messages

  const say = (type, data) => searchWorker.dispatchEvent(new MessageEvent("message", { data: { type, data } }))
  let asked = ""
  searchWorker.postMessage = ({ type, data }) => {
    if (type !== QUERY) return
    asked = data
    setTimeout(() => asked === data && say(RESULT, answer(asked))) // as a worker: later, and to the last only
  }
  say(READY)

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

  // Material searches when a key comes up, and a menu's paste, dictation and some keyboards press none.
  document.querySelector("[name=query]").addEventListener("input", ({ target }) => target.dispatchEvent(new KeyboardEvent("keyup")))
}
