-- :Askdown {next|previous|new|outline|duplicates|restart}

if vim.g.loaded_askdown then
  return
end
vim.g.loaded_askdown = true

vim.api.nvim_create_user_command("Askdown", function(call)
  local subcommand = require("askdown.commands")[call.args]
  if subcommand then
    subcommand()
  else
    vim.notify("Askdown: no subcommand " .. call.args .. "; see :help :Askdown", vim.log.levels.ERROR)
  end
end, {
  nargs = 1,
  desc = "Questions of the current note",
  complete = function(typed)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, typed)
    end, { "duplicates", "new", "next", "outline", "previous", "restart" })
  end,
})
