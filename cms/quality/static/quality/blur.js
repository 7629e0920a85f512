/* Draws areas on a picture and writes them as lines of numbers, which is what is sent.

   Without it, or by keyboard alone, the lines are typed. Both ways the same is stored. */
(() => {
  const stage = document.querySelector("[data-blur]");
  const lines = document.getElementById("id_areas");
  const rows = document.querySelector("[data-areas]");
  const picture = stage?.querySelector("img");
  if (!picture || !lines) return;

  const whole = [Number(stage.dataset.width), Number(stage.dataset.height)];
  const layer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  layer.setAttribute("viewBox", `0 0 ${whole[0]} ${whole[1]}`);
  layer.setAttribute("aria-hidden", "true");
  layer.classList.add("q-layer");
  stage.append(layer);

  const read = () =>
    lines.value
      .split("\n")
      .map((line) => line.trim().split(/[\s,]+/).map(Number))
      .filter((one) => one.length === 4 && one.every(Number.isInteger));

  const rectangle = ([left, top, right, bottom]) => {
    const drawn = document.createElementNS(layer.namespaceURI, "rect");
    const sizes = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [name, value] of Object.entries(sizes)) {
      drawn.setAttribute(name, String(Math.max(value, 0)));
    }
    return drawn;
  };

  const row = (area, index) => {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = `${stage.dataset.remove} ${index + 1}`;
    button.addEventListener("click", () => {
      write(read().filter((_one, place) => place !== index));
      lines.focus();
    });
    line.append(`${area.join(" ")} `, button);
    return line;
  };

  const draw = () => {
    const areas = read();
    layer.replaceChildren(...areas.map(rectangle));
    rows.replaceChildren(...areas.map(row));
  };

  const write = (areas) => {
    lines.value = areas.map((area) => area.join(" ")).join("\n");
    draw();
  };

  const place = ({ clientX, clientY }) => {
    const box = picture.getBoundingClientRect();
    const part = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    return part.map((one, axis) =>
      Math.round(Math.min(Math.max(one, 0), 1) * whole[axis]),
    );
  };

  let start = null;
  let moving = null;
  const span = (from, to) => [
    ...from.map((one, axis) => Math.min(one, to[axis])),
    ...from.map((one, axis) => Math.max(one, to[axis])),
  ];

  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    start = place(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start) return;
    moving?.remove();
    moving = rectangle(span(start, place(event)));
    layer.append(moving);
  });
  stage.addEventListener("pointerup", (event) => {
    if (!start) return;
    const area = span(start, place(event));
    start = null;
    if (area[2] - area[0] > 3 && area[3] - area[1] > 3) write([...read(), area]);
    else draw();
  });
  stage.addEventListener("pointercancel", () => {
    start = null;
    draw();
  });
  lines.addEventListener("input", draw);
  draw();
})();
