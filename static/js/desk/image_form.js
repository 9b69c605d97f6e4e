// Image form: the page of a picture, with what a script adds to it.
import { enhance } from "./image/form.js";

const form = document.querySelector("#image_form")
if (form) enhance(form)
