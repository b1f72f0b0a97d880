(() => {
  const scale = document.getElementById('scale');
  const shown = document.getElementById('shown');
  const TOP = 62, LINE = 34, CLOSEST = 22;
  document.documentElement.classList.add('scripted');

  // Of a page with many events, not every diagram is drawn from the start.
  const draw = lane => {
    const kept = lane.querySelector(':scope > noscript');
    if (kept) kept.outerHTML = kept.textContent;
    lane.querySelectorAll(':scope > .draw').forEach(reach);
    lane.querySelectorAll(':scope > .draw > svg.seq').forEach(lay);
  };
  // What is wider than the window can be moved by keyboard.
  const reach = box => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', 'Diagram, can be scrolled');
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
    }
  };

  // A link may lead into what is closed, or not shown.
  const reveal = () => {
    const to = location.hash && document.getElementById(location.hash.slice(1));
    if (!to) return;
    if (to.matches('.test *') && !to.closest('.test').matches(chosen())) {
      document.getElementById('show-all').checked = true;
      tell();
    }
    for (let at = to; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (to.matches('.lane')) draw(to);
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
  const drawOpen = () => document.querySelectorAll('.lane[open]').forEach(draw);

  const chosen = () => {
    const which = document.querySelector('input[name=show]:checked').id.slice('show-'.length);
    return which === 'all' ? '.test' : `.test.${which}`;
  };
  const tell = () => {
    const count = document.querySelectorAll(chosen()).length;
    shown.textContent = `${count} ${count === 1 ? 'test' : 'tests'} shown`;
  };

  scale.addEventListener('change', drawOpen);
  addEventListener('resize', drawOpen);
  document.addEventListener('toggle', event => {
    if (event.target.classList?.contains('lane') && event.target.open) draw(event.target);
  }, true);
  for (const choice of document.getElementsByName('show')) choice.addEventListener('change', tell);
  addEventListener('hashchange', reveal);
  // The same link again changes nothing in the address.
  document.addEventListener('click', event => {
    if (event.target.closest('a')?.hash && event.target.closest('a').hash === location.hash) reveal();
  });
  drawOpen();
  reveal();
})();
