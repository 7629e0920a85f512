/* A clip without a title is named after its file. */
document.addEventListener("change", (event) => {
  if (event.target.id !== "id_file") return;
  const title = document.getElementById("id_title");
  const file = event.target.files[0];
  if (title && file && !title.value) title.value = file.name.replace(/\.[^.]+$/, "");
});
