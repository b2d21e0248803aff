// What is read of a pasted text, so that no paste takes long: for errors.js and take-error.js.
const LONGEST = 200_000; // characters
const BEFORE = 20_000; // of these, before the last traceback of a longer text: its cause

// Of a longer text, its last traceback, wherever it stands, or its end.
const readable = (text) => {
  const last = text.lastIndexOf("Traceback (most recent call last)");
  const end = text.length - LONGEST;
  const begin = Math.max(0, last < 0 ? end : Math.min(end, last - BEFORE));
  return text.slice(begin, begin + LONGEST);
};
