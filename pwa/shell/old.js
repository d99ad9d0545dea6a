// For browsers that do not know modules: they get the form that needs no script.

location.replace('/lapor/sederhana' + location.search)
