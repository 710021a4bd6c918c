;;; askdown.el --- Interview notes in Markdown, with eglot  -*- lexical-binding: t; -*-

;; Load this file, or copy what it says into your init file.  It needs
;; markdown-mode, and eglot, which Emacs 29 brings along.

(require 'eglot)

(add-to-list 'auto-mode-alist '("\\.qmd\\'" . markdown-mode))
(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode) . ("askdown" "server")))
(add-hook 'markdown-mode-hook #'eglot-ensure)

(provide 'askdown)
;;; askdown.el ends here
