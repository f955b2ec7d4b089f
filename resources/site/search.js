// Finds posts by any part of a Chinese text, and by words and their beginnings, without a server. The data comes in
// scripts that are added to the page when a search needs them: a page from a folder may load scripts, and nothing else.
"use strict";
const fonds = (() => {
  const SHOWN = 20;
  const BEFORE = 40, AFTER = 90;
  const MOST_PAIRS = 6; // of a long run of characters; the texts are looked at anyway
  const KEPT = 30e6; // characters of texts that stay in memory
  const FINALS = 64, CONTINUED = 27;

  let data = null; // the directory
  let fold = null; // Map
  let variants = null; // Map
  let foldable, composed, unspaced, word, gaps;
  let turn = 0; // of the search that counts

  // ---- what characters are -------------------------------------------------------------------------------------

  function set(inside, flags = "u") {
    return inside ? new RegExp(`[${inside}]`, flags) : /(?!)/u;
  }

  function escaped(characters) {
    return [...characters].map((character) => `\\u{${character.codePointAt(0).toString(16)}}`).join("");
  }

  function learn() {
    fold = new Map([...data.dropped].map((character) => [character, ""]));
    const pairs = [...data.fold];
    for (let place = 0; place < pairs.length; place += 2) fold.set(pairs[place], pairs[place + 1]);
    variants = new Map(data.variants.map((line) => [[...line][0], [...line]]));
    foldable = set(escaped(fold.keys()), "gu");
    composed = set(data.composed);
    unspaced = set(data.unspaced);
    word = set(data.word);
    gaps = new RegExp(`[^${data.word}${data.unspaced}]+`, "gu");
  }

  const isWord = (character) =>
    word.test(character) || (/[\p{L}\p{N}]/u.test(character) && !unspaced.test(character));

  // A text of a post as it is compared.
  const foldText = (text) => text.replace(foldable, (character) => fold.get(character)).replace(gaps, " ");

  // The same, and for each unit of it where it was, with the end.
  function foldWithPlaces(text) {
    const places = [];
    let folded = "", place = 0;
    for (const character of text) {
      let becomes = fold.get(character) ?? character;
      if (becomes && !word.test(becomes) && !unspaced.test(becomes)) becomes = folded.endsWith(" ") ? "" : " ";
      for (let unit = 0; unit < becomes.length; unit++) places.push(place);
      folded += becomes;
      place += character.length;
    }
    places.push(place);
    return { folded, places };
  }

  // What somebody typed, as it is compared. Characters that no post has stay, so that they find nothing.
  function foldQuery(text) {
    if (composed.test(text)) text = text.normalize("NFKC");
    let folded = "";
    for (const character of text) {
      if (fold.has(character)) folded += fold.get(character);
      else if (unspaced.test(character) || word.test(character)) folded += character;
      else {
        const plain = character.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
        for (const part of plain) folded += fold.get(part) ?? (unspaced.test(part) || isWord(part) ? part : " ");
      }
    }
    return folded.replace(/ +/g, " ").trim();
  }

  // ---- what is asked for ---------------------------------------------------------------------------------------

  // Each piece: what is looked up for it, how it is found in a text, and whether being looked up says it all.
  function parse(text) {
    const pieces = [];
    for (const found of text.matchAll(/["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu)) {
      const quoted = found[1] !== undefined;
      const folded = foldQuery(quoted ? found[1] : found[0]);
      if (folded) pieces.push(pieceOf(folded, quoted));
    }
    return pieces;
  }

  function pieceOf(folded, quoted) {
    const tokens = [];
    for (const part of folded.split(" ")) {
      let kind = null;
      for (const character of part) {
        const own = unspaced.test(character);
        if (own !== kind) tokens.push({ unspaced: own, characters: [] });
        kind = own;
        tokens.at(-1).characters.push(character);
      }
    }
    const lookups = tokens.flatMap((token, place) => lookupsOf(token, !quoted && place === tokens.length - 1));
    const exact = tokens.length === 1 && (!tokens[0].unspaced || tokens[0].characters.length < 3);
    const characters = [...folded];
    const source = characters.map((character) => {
      const others = unspaced.test(character) ? variants.get(character) : null;
      return others ? `[${escaped(others)}]` : escaped(character);
    });
    return {
      lookups,
      exact,
      pattern: new RegExp(source.join(""), "gu"),
      begins: isWord(characters[0]),
      ends: quoted && isWord(characters.at(-1)),
    };
  }

  function lookupsOf({ unspaced: run, characters }, open) {
    if (!run) return [{ kind: "words", keys: [characters.join("")], prefix: open }];
    const alike = characters.map((character) => variants.get(character) ?? [character]);
    if (alike.length === 1) return [{ kind: "pairs", keys: alike[0], prefix: true }];
    const step = Math.max(1, Math.ceil((alike.length - 1) / MOST_PAIRS));
    const places = [];
    for (let place = 0; place < alike.length - 1; place += step) places.push(place);
    if (places.at(-1) !== alike.length - 2) places.push(alike.length - 2);
    return places.map((place) => ({
      kind: "pairs",
      keys: alike[place].flatMap((first) => alike[place + 1].map((second) => first + second)),
      prefix: false,
    }));
  }

  // The beginning and the end of each place where a text, folded, has a piece.
  function* findAll(piece, folded) {
    const pattern = piece.pattern;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(folded); found; found = pattern.exec(folded)) {
      const end = found.index + found[0].length;
      if (!(piece.begins && wordEndsAt(folded, found.index)) && !(piece.ends && wordBeginsAt(folded, end))) {
        yield [found.index, end];
      } else {
        pattern.lastIndex = found.index + String.fromCodePoint(folded.codePointAt(found.index)).length;
      }
    }
  }

  function wordEndsAt(folded, place) {
    if (place === 0) return false;
    const low = folded.charCodeAt(place - 1);
    const wide = low >= 0xdc00 && low < 0xe000 && place > 1;
    return word.test(wide ? folded.slice(place - 2, place) : folded[place - 1]);
  }

  const wordBeginsAt = (folded, place) =>
    place < folded.length && word.test(String.fromCodePoint(folded.codePointAt(place)));

  // ---- files ---------------------------------------------------------------------------------------------------

  const files = { keys: new Map(), texts: new Map() };
  const arrived = new Map();
  let keptTexts = 0;

  function load(kind, number) {
    const known = files[kind].get(number);
    if (known) {
      if (kind === "texts") files.texts.delete(number), files.texts.set(number, known); // the last to be let go
      return known;
    }
    const promise = new Promise((resolve, reject) => {
      const name = `search/${kind}/${Math.floor(number / data.folder)}/${number}.js`;
      const script = document.createElement("script");
      arrived.set(kind + number, resolve);
      script.src = name;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        files[kind].delete(number);
        reject(new Error(name));
      };
      document.head.append(script);
    });
    files[kind].set(number, promise);
    return promise;
  }

  function take(kind, number, value) {
    const resolve = arrived.get(kind + number);
    arrived.delete(kind + number);
    if (resolve) resolve(value);
  }

  function takeTexts(number, rows) {
    const posts = rows.map(([id, day, title, terms, text]) => ({ id, day, title, terms, text, folded: null }));
    keptTexts += rows.reduce((sum, row) => sum + row[4].length, 0);
    for (const oldest of files.texts.keys()) {
      if (keptTexts < KEPT || oldest === number || arrived.has("texts" + oldest)) break;
      files.texts.get(oldest).then((gone) => gone.forEach((post) => (keptTexts -= post.text.length)));
      files.texts.delete(oldest);
    }
    take("texts", number, posts);
  }

  function takeKeys(number, keys, lists) {
    take("keys", number, { keys: keys.split(" "), lists: lists.split(" "), places: null });
  }

  // As the files are ordered: by code points.
  function below(one, other) {
    const left = [...one], right = [...other];
    for (let place = 0; place < left.length && place < right.length; place++) {
      const gap = left[place].codePointAt(0) - right[place].codePointAt(0);
      if (gap) return gap < 0;
    }
    return left.length < right.length;
  }

  // The files that may have a key, or with `prefix` keys that begin with it.
  function filesOf(kind, key, prefix) {
    const [base, ...firsts] = data[kind];
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (below(key, firsts[middle])) high = middle;
      else low = middle + 1;
    }
    const found = low ? [base + low - 1] : [];
    if (prefix) for (; low < firsts.length && firsts[low].startsWith(key); low++) found.push(base + low);
    return found;
  }

  // ---- looking up ----------------------------------------------------------------------------------------------

  function decode(list, marks) {
    let post = -1, number = 0, factor = 1;
    for (let place = 0; place < list.length; place++) {
      const code = list.charCodeAt(place);
      const digit = code - (code > 92 ? 36 : 35);
      number += digit * factor;
      if (digit < FINALS) {
        post += number + 1;
        marks[post] = 1;
        number = 0;
        factor = 1;
      } else factor *= CONTINUED;
    }
  }

  // Which posts have one of the keys: a mark for each post.
  async function lookUp({ kind, keys, prefix }) {
    const marks = new Uint8Array(data.count);
    const wanted = keys.map((key) => filesOf(kind, key, prefix));
    const loaded = await Promise.all(wanted.map((numbers) => Promise.all(numbers.map((number) => load("keys", number)))));
    keys.forEach((key, which) => {
      for (const file of loaded[which]) {
        if (prefix) {
          file.keys.forEach((own, place) => own.startsWith(key) && decode(file.lists[place], marks));
        } else {
          file.places ??= new Map(file.keys.map((own, place) => [own, place]));
          const place = file.places.get(key);
          if (place !== undefined) decode(file.lists[place], marks);
        }
      }
    });
    return marks;
  }

  async function candidates(pieces) {
    const all = await Promise.all(pieces.flatMap((piece) => piece.lookups).map(lookUp));
    const found = [];
    for (let post = 0; post < data.count; post++) if (all.every((marks) => marks[post])) found.push(post);
    return found;
  }

  function fileOfPost(post) {
    let low = 0, high = data.texts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (data.texts[middle] > post) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  async function postAt(post) {
    const file = fileOfPost(post);
    return (await load("texts", file))[post - data.texts[file]];
  }

  function has(post, pieces) {
    post.folded ??= [post.title, post.terms, post.text].map(foldText);
    return pieces.every((piece) => post.folded.some((text) => !findAll(piece, text).next().done));
  }

  // Those of the candidates whose texts have all pieces; `tell` hears of each step. They come file by file, so that the
  // newest are there first.
  async function verify(posts, pieces, tell, current) {
    const found = [];
    const groups = new Map();
    for (const post of posts) {
      const file = fileOfPost(post);
      if (!groups.has(file)) groups.set(file, []);
      groups.get(file).push(post);
    }
    const order = [...groups.keys()];
    let paused = performance.now();
    for (let place = 0; place < order.length && current(); place++) {
      for (let ahead = place + 1; ahead < Math.min(order.length, place + 6); ahead++) load("texts", order[ahead]).catch(() => {});
      const rows = await load("texts", order[place]);
      for (const post of groups.get(order[place])) if (has(rows[post - data.texts[order[place]]], pieces)) found.push(post);
      if (performance.now() - paused > 60) {
        tell(found);
        await new Promise((resolve) => setTimeout(resolve));
        paused = performance.now();
      }
    }
    return found;
  }

  // ---- results -------------------------------------------------------------------------------------------------

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };

  function hitsOf(text, pieces) {
    const { folded, places } = foldWithPlaces(text);
    const hits = [];
    for (const piece of pieces) {
      for (const [begin, end] of findAll(piece, folded)) {
        hits.push({ begin: places[begin], end: endOf(text, places, end), piece });
        if (hits.length > 2000) break;
      }
    }
    return hits.sort((one, other) => one.begin - other.begin || other.end - one.end);
  }

  // Where the source of the unit before `end` ends, accents that stand behind it with it.
  function endOf(text, places, end) {
    const last = places[end - 1];
    let after = last + String.fromCodePoint(text.codePointAt(last)).length;
    while (after < places[end] && fold.get(text[after]) === "") after++;
    return after;
  }

  function putMarked(parent, text, begin, end, hits) {
    let place = begin;
    for (const hit of hits) {
      if (hit.end <= place || hit.begin >= end) continue;
      parent.append(text.slice(place, Math.max(place, hit.begin)));
      parent.append(element("mark", "", text.slice(Math.max(place, hit.begin), Math.min(end, hit.end))));
      place = Math.min(end, hit.end);
    }
    parent.append(text.slice(place, end));
  }

  // Pieces of the text around the first hit of each thing that was asked for.
  function snippet(text, pieces) {
    const hits = hitsOf(text, pieces);
    const shown = element("p", "snippet");
    const windows = [];
    for (const piece of pieces) {
      const first = hits.find((hit) => hit.piece === piece);
      if (!first || windows.some(({ begin, end }) => first.begin >= begin && first.end <= end)) continue;
      windows.push({
        begin: whole(text, Math.max(0, first.begin - BEFORE)),
        end: whole(text, Math.min(text.length, first.end + AFTER)),
      });
    }
    if (!windows.length) windows.push({ begin: 0, end: whole(text, Math.min(text.length, BEFORE + AFTER)) });
    windows.sort((one, other) => one.begin - other.begin);
    let last = 0;
    windows.slice(0, 3).forEach(({ begin, end }, which) => {
      begin = Math.max(begin, last);
      if (begin >= end) return;
      if (begin > last || (which && begin > last)) shown.append("… ");
      putMarked(shown, text, begin, end, hits);
      last = end;
    });
    if (last < text.length) shown.append(" …");
    return shown;
  }

  const whole = (text, place) => (place > 0 && /[\udc00-\udfff]/.test(text[place] ?? "") ? place - 1 : place);

  function resultOf(post, pieces) {
    const item = element("li");
    const link = element("a", "hit");
    link.href = `posts/${Math.floor(post.id / data.folder)}/${post.id}.html`;
    putMarked(link, post.title, 0, post.title.length, hitsOf(post.title, pieces));
    const head = element("p", "head");
    if (post.day) {
      const day = element("time", "when", post.day);
      day.dateTime = post.day;
      head.append(day, " ");
    }
    head.append(link);
    item.append(head);
    if (post.text) item.append(snippet(post.text, pieces));
    if (post.terms) {
      const terms = element("p", "meta");
      putMarked(terms, post.terms, 0, post.terms.length, hitsOf(post.terms, pieces));
      item.append(terms);
    }
    return item;
  }

  // ---- the page ------------------------------------------------------------------------------------------------

  const box = document.getElementById("site-query");
  const results = document.getElementById("site-results");
  const status = document.getElementById("site-status");
  const more = document.getElementById("site-more");

  const number = (count) => count.toLocaleString(data.say.language);
  const counted = (count) => (count === 1 ? data.say.one : data.say.many.replace("{}", number(count)));

  async function search() {
    const mine = ++turn;
    const current = () => mine === turn;
    const pieces = parse(box.value);
    remember();
    if (!pieces.length) {
      results.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      delete results.dataset.done;
      return;
    }
    try {
      await answer(pieces, current);
    } catch (error) {
      if (current()) status.textContent = data.say.failed.replace("{}", error.message);
    }
  }

  async function answer(pieces, current) {
    const began = performance.now();
    let posts = await candidates(pieces);
    if (!current()) return;
    let shown = 0, showing = Promise.resolve(), fresh = true;

    // One at a time, in order, whoever asks for it.
    function show(found, upTo) {
      showing = showing.then(async () => {
        const items = await Promise.all(
          found.slice(shown, upTo).map(async (post) => resultOf(await postAt(post), pieces)),
        );
        if (!current()) return;
        if (fresh) results.replaceChildren();
        fresh = false;
        results.append(...items);
        shown += items.length;
      });
      return showing;
    }

    if (!pieces.every((piece) => piece.exact)) {
      posts = await verify(posts, pieces, (found) => {
        if (!current()) return;
        status.textContent = data.say.looking.replace("{}", number(found.length));
        if (shown < SHOWN && found.length) show(found, SHOWN);
      }, current);
    }
    if (!current()) return;
    await show(posts, SHOWN);
    if (!current()) return;
    status.textContent = posts.length ? counted(posts.length) : data.say.nothing;
    more.hidden = shown >= posts.length;
    more.onclick = async () => {
      const next = results.children.length;
      await show(posts, shown + SHOWN);
      if (!current()) return;
      more.hidden = shown >= posts.length;
      results.children[next]?.querySelector("a").focus();
    };
    results.dataset.milliseconds = String(Math.round(performance.now() - began));
    results.dataset.done = box.value;
  }

  // So that the way back from a post leads to the same results.
  function remember() {
    try {
      const value = box.value.trim();
      history.replaceState(null, "", value ? `?q=${encodeURIComponent(value)}` : location.pathname);
    } catch {
      // a browser may refuse this to pages from a folder
    }
  }

  function move(event) {
    const links = [...results.querySelectorAll("a.hit")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape" && place >= 0) box.focus();
    else if (event.key === "ArrowDown" && (place >= 0 || event.target === box)) links[place + 1]?.focus();
    else if (event.key === "ArrowUp" && place >= 0) (links[place - 1] ?? box).focus();
    else return;
    event.preventDefault();
  }

  function directory(value) {
    data = value;
    learn();
    box.value = new URLSearchParams(location.search).get("q") ?? box.value;
    let waiting = 0, composing = false;
    const later = () => {
      clearTimeout(waiting);
      if (!composing) waiting = setTimeout(search, 160);
    };
    box.addEventListener("compositionstart", () => (composing = true));
    box.addEventListener("compositionend", () => {
      composing = false;
      later();
    });
    box.addEventListener("input", later);
    document.getElementById("site-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const first = results.dataset.done === box.value && results.querySelector("a.hit");
      if (first) first.click();
      else search();
    });
    document.addEventListener("keydown", move);
    box.focus({ preventScroll: true });
    if (box.value) search();
  }

  return { directory, keys: takeKeys, texts: takeTexts };
})();
