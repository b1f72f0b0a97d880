(() => {
  const scale = document.getElementById('scale');
  const shown = document.getElementById('shown');
  const TOP = 62, LINE = 34, CLOSEST = 22;
  document.documentElement.classList.add('scripted');

  // A link may lead into what is closed.
  const reveal = () => {
    const to = location.hash && document.getElementById(location.hash.slice(1));
    if (!to) return;
    for (let at = to; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    to.scrollIntoView();
    const focus = to.tagName === 'DETAILS' ? to.querySelector('summary') : to;
    focus.focus({ preventScroll: true });
  };

  // As many pixels as the compressed form has, shared out by time; lines that would cover each other move down.
  const lay = svg => {
    const wanted = scale.checked;
    if ((svg.dataset.scaled === '1') === wanted) return;
    svg.dataset.scaled = wanted ? '1' : '0';
    const rows = [...svg.querySelectorAll('g.e')];
    for (const row of rows) row.dataset.y ??= row.getAttribute('transform').match(/[\d.]+(?=\))/)[0];
    svg.dataset.h ??= svg.getAttribute('height');
    const times = rows.map(row => +row.dataset.t);
    const span = Math.max(1, times.at(-1) - times[0]);
    let last = TOP - CLOSEST;
    const tops = rows.map((row, i) => {
      if (!wanted) return +row.dataset.y;
      return last = Math.max(last + CLOSEST, TOP + (times[i] - times[0]) / span * (rows.length * LINE + 200));
    });
    const height = wanted ? last + LINE : +svg.dataset.h;
    rows.forEach((row, i) => row.setAttribute('transform', `translate(0 ${tops[i]})`));
    for (const gap of svg.querySelectorAll('.gap')) gap.style.display = wanted ? 'none' : '';
    for (const life of svg.querySelectorAll('.life'))
      life.setAttribute('d', life.getAttribute('d').replace(/V.*/, `V${height - LINE / 2}`));
    for (const bar of svg.querySelectorAll('.stalled')) {
      const to = +bar.dataset.to >= rows.length - 1 ? height - LINE / 2 : tops[bar.dataset.to];
      bar.setAttribute('d', bar.getAttribute('d').replace(/ .*/, ` ${tops[bar.dataset.from]}V${to}`));
    }
    svg.setAttribute('height', height);
    svg.setAttribute('viewBox', `0 0 800 ${height}`);
  };
  const layIn = lane => lane.querySelectorAll(':scope > svg.seq').forEach(lay);

  scale.addEventListener('change', () => document.querySelectorAll('.lane[open]').forEach(layIn));
  document.addEventListener('toggle', event => {
    if (event.target.classList?.contains('lane') && event.target.open) layIn(event.target);
  }, true);
  for (const choice of document.getElementsByName('show')) {
    choice.addEventListener('change', () => {
      const which = choice.id.slice('show-'.length);
      const count = document.querySelectorAll(which === 'all' ? '.test' : `.test.${which}`).length;
      shown.textContent = `${count} shown`;
    });
  }
  addEventListener('hashchange', reveal);
  reveal();
})();
